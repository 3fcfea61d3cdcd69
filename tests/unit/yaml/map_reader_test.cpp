#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/yaml/yaml.h"

namespace rasid::yaml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class MapReaderTest : public testing::Test {
 protected:
  MapReader& reading(std::string_view content) {
    file_ = parse("x.yaml", content).value();
    reader_.emplace(file_, file_.root, "watch", problems_);
    return *reader_;
  }

  Diagnostics problems_;

 private:
  File file_;
  std::optional<MapReader> reader_;
};

TEST_F(MapReaderTest, ReadsEachKindOfValue) {
  MapReader& map = reading("t: x\nb: true\ni: 5\nn: 0.5\nd: 1h30m\nz: 8MiB\nday: 2020-06-29\nl: [a, b]\none: a\n");
  EXPECT_EQ(map.required_text("t"), "x");
  EXPECT_EQ(map.boolean("b"), true);
  EXPECT_EQ(map.integer("i", 0, 9), 5);
  EXPECT_EQ(map.number("n", 0, 1), 0.5);
  EXPECT_EQ(map.duration("d"), 90min);
  EXPECT_EQ(map.bytes("z"), 8U << 20U);
  EXPECT_EQ(map.timestamp("day"), parse_rfc3339("2020-06-29"));
  EXPECT_THAT(map.texts("l"), ElementsAre("a", "b"));
  EXPECT_THAT(map.texts("one"), ElementsAre("a"));
  map.finish();
  EXPECT_TRUE(problems_.empty());
}

TEST_F(MapReaderTest, ReportsUnknownKeysWithTheNearestKnownOne) {
  MapReader& map = reading("serverity: high\n");
  (void)map.text("severity");
  map.finish();
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_THAT(render(problems_[0]), HasSubstr("x.yaml:1:1: error: watch has no key \"serverity\""));
  EXPECT_EQ(problems_[0].remedy, "did you mean \"severity\"?");
}

TEST_F(MapReaderTest, ReportsAMissingKeyOnce) {
  EXPECT_EQ(reading("a: 1\n").required_text("when"), "");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].message, "watch needs \"when\"");
}

TEST_F(MapReaderTest, ReportsValuesOutOfRangeAndOfTheWrongKind) {
  MapReader& map = reading("i: 50\nd: soon\nb: perhaps\nz: big\nn: nan\ns: [1]\nc: hihg\n");
  EXPECT_FALSE(map.integer("i", 0, 9));
  EXPECT_FALSE(map.duration("d"));
  EXPECT_FALSE(map.boolean("b"));
  EXPECT_FALSE(map.bytes("z"));
  EXPECT_FALSE(map.number("n", 0, 1));
  EXPECT_FALSE(map.text("s"));
  EXPECT_FALSE(map.choice("c", {"low", "high"}));
  EXPECT_EQ(problems_.size(), 7U);
  EXPECT_EQ(problems_.back().remedy, "did you mean \"high\"?");
}

TEST_F(MapReaderTest, HoldsTimesAndSizesToTheBoundsOfTheirKey) {
  MapReader& map = reading("short: 1ms\nlong: 2d\nfine: 1d\nbig: 3MiB\nodd: 1000\nwraps: 99999999999GiB\n");
  EXPECT_FALSE(map.duration("short", 1s, 24h));
  EXPECT_FALSE(map.duration("long", 1s, 24h));
  EXPECT_EQ(map.duration("fine", 1s, 24h), 24h);
  EXPECT_FALSE(map.bytes("big", 1, 2U << 20U));
  EXPECT_FALSE(map.bytes("odd", 2'000));
  EXPECT_FALSE(map.bytes("wraps"));
  ASSERT_EQ(problems_.size(), 5U);
  EXPECT_EQ(problems_[0].message, "\"short\" must be from 1s to 1d");
  EXPECT_EQ(problems_[2].message, "\"big\" must be from 1 to 2MiB");
  EXPECT_EQ(problems_[3].message, "\"odd\" must be from 2000 to 1024GiB");
  EXPECT_EQ(problems_[4].message, "\"wraps\" must be a size");
}

TEST_F(MapReaderTest, ReportsAListWhereAMapIsExpectedAndReadsNothingFromIt) {
  EXPECT_FALSE(reading("[1, 2]").text("id"));
  EXPECT_EQ(problems_.size(), 1U);
}

}  // namespace
}  // namespace rasid::yaml
