#include <gtest/gtest.h>

#include "daemon/alerts/alert.h"
#include "daemon/alerts/code_points.h"
#include "daemon/alerts/digest.h"
#include "daemon/alerts/json_text.h"

namespace rasid {
namespace {

using alerts::digest128;

// The expected digests were made with Python's hashlib.
TEST(AlertIds, AreTheSameForEver) {
  StoryId const story = story_of("قاني بغداد");
  EXPECT_EQ(story.value, "sty_060e2c431295a4ae35506250583ce4db");
  EXPECT_EQ(alert_id({"qaani-baghdad"}, story).value, "alr_55a225930d56c22b174ad37d0aedaaa8");
}

TEST(AlertIds, DifferForAnotherWatchOrAnotherStory) {
  StoryId const one = story_of("a report");
  StoryId const other = story_of("another report");
  EXPECT_NE(alert_id({"w"}, one), alert_id({"w"}, other));
  EXPECT_NE(alert_id({"w"}, one), alert_id({"v"}, one));
}

TEST(AlertIds, OfCopiesThatDifferOnlyInWhiteSpaceAreOneStory) {
  EXPECT_EQ(story_of("  the  same\nwords "), story_of("the same words"));
  EXPECT_NE(story_of("the samewords"), story_of("the same words"));
}

TEST(Digest, KeepsPartsApart) {
  EXPECT_EQ(digest128({"ab", "c"}), "601d5476e2ccfe2c87a2bba7a3226597");
  EXPECT_NE(digest128({"a", "bc"}), digest128({"ab", "c"}));
  EXPECT_EQ(digest128({}), "e3b0c44298fc1c149afbf4c8996fb924");
}

TEST(CodePoints, CountAcrossBlocksInTextOfEveryWidth) {
  std::string text;
  std::vector<std::size_t> begins;
  for (int i = 0; i < 1000; ++i) {
    for (auto const* c : {"a", "ق", "€", "😀"}) {
      begins.push_back(text.size());
      text += c;
    }
  }
  alerts::CodePoints const points(text);
  for (std::size_t i = 0; i < begins.size(); ++i) {
    ASSERT_EQ(points.at(begins[i]), i);
    ASSERT_EQ(points.byte_of(i), begins[i]);
  }
  EXPECT_EQ(points.at(text.size()), begins.size());
  EXPECT_EQ(points.at(text.size() + 99), begins.size());
  EXPECT_EQ(points.byte_of(begins.size() + 99), text.size());
  EXPECT_EQ(alerts::CodePoints("").at(5), 0U);
  EXPECT_EQ(alerts::CodePoints("").byte_of(5), 0U);
}

TEST(JsonText, WritesNumbersAsPeopleDoAndTextAsItIs) {
  namespace json = boost::json;
  json::object const value{{"b", 33.3}, {"a", json::array{1, -0.5, 44.0, nullptr, true}}, {"t", "قآني \"q\"\n"}};
  EXPECT_EQ(alerts::json_text(value), R"({"b":33.3,"a":[1,-0.5,44,null,true],"t":"قآني \"q\"\n"})");
  EXPECT_EQ(alerts::json_text(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(Clipped, CutsBetweenCharactersAndMakesTheRestValid) {
  EXPECT_EQ(alerts::clipped("قآني", 2), "قآ");
  EXPECT_EQ(alerts::clipped("قآني", 99), "قآني");
  EXPECT_EQ(alerts::clipped("a\xFF"
                            "b",
                            9),
            "a\uFFFDb");
  EXPECT_EQ(alerts::clipped(std::string("a\0b", 3), 9), "a\uFFFDb");
  EXPECT_EQ(alerts::clipped("", 9), "");
}

}  // namespace
}  // namespace rasid
