#include "extractors/model/time.h"

#include <gtest/gtest.h>

namespace rasid {
namespace {

using namespace std::chrono_literals;
constexpr Timestamp june = std::chrono::sys_days{std::chrono::year{2020} / 6 / 29};

TEST(Rfc3339, WritesUtcAndMillisecondsOnlyWhereThereAreSome) {
  EXPECT_EQ(to_rfc3339(june + 8h), "2020-06-29T08:00:00Z");
  EXPECT_EQ(to_rfc3339(june + 7ms), "2020-06-29T00:00:00.007Z");
  EXPECT_EQ(to_rfc3339(Timestamp{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, ReadsOffsetsFractionsAndBareDates) {
  EXPECT_EQ(parse_rfc3339("2020-06-29T11:30:00+03:30"), june + 8h);
  EXPECT_EQ(parse_rfc3339("2020-06-29 08:00:00.25Z"), june + 8h + 250ms);
  EXPECT_EQ(parse_rfc3339("2020-06-29"), june);
}

TEST(Rfc3339, RefusesWhatIsNotADate) {
  for (auto const* wrong : {"", "2020-02-30", "2020-06-29T25:00:00Z", "2020-06-29T08:00:00", "2020-06-29T08:00:00Zjunk",
                            "29 June 2020", "2020-06-29T08:00:00.Z"}) {
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  }
}

TEST(DurationText, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("1h30m"), 90min);
  EXPECT_EQ(parse_duration("7d"), 168h);
  EXPECT_EQ(parse_duration("250ms"), 250ms);
}

TEST(DurationText, RefusesNumbersWithoutAUnitAndOnesThatDoNotFit) {
  for (auto const* wrong : {"", "15", "m", "-5s", "5 s", "5y", "9223372036854775807d", "99999999999999999999s"}) {
    EXPECT_FALSE(parse_duration(wrong)) << wrong;
  }
}

TEST(DurationText, IsReadBackAsItWasWritten) {
  for (Duration const d : {Duration{0}, Duration{1}, Duration{90min}, Duration{36h + 5s + 3ms}}) {
    EXPECT_EQ(parse_duration(to_text(d)), d) << to_text(d);
  }
}

}  // namespace
}  // namespace rasid
