#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/daily_hours.h"

namespace rasid::rules {
namespace {

using testing::Optional;

Timestamp at(std::string_view text) {
  return parse_rfc3339(text).value();
}

DailyHours hours(std::string_view text) {
  return parse_hours(text, "UTC").value();
}

TEST(DailyHours, EndOnTheNextDayWhereTheyPassMidnight) {
  DailyHours const night = hours("22:00-07:00");
  EXPECT_FALSE(night.end_of(at("2026-03-02T21:59:59Z")));
  EXPECT_THAT(night.end_of(at("2026-03-02T22:00:00Z")), Optional(at("2026-03-03T07:00:00Z")));
  EXPECT_THAT(night.end_of(at("2026-03-03T06:59:59Z")), Optional(at("2026-03-03T07:00:00Z")));
  EXPECT_FALSE(night.end_of(at("2026-03-03T07:00:00Z")));
}

TEST(DailyHours, AreThoseOfTheirZone) {
  EXPECT_THAT(hours("22:00-07:00 Asia/Baghdad").end_of(at("2026-03-02T19:00:00Z")),
              Optional(at("2026-03-03T04:00:00Z")));
  EXPECT_FALSE(hours("22:00-07:00 Asia/Baghdad").end_of(at("2026-03-03T04:00:00Z")));
  EXPECT_THAT(parse_hours("09:00-10:00", "Asia/Tehran").value().end_of(at("2026-03-02T05:45:00Z")),
              Optional(at("2026-03-02T06:30:00Z")));
}

TEST(DailyHours, FollowTheWallClockWhereClocksChange) {
  // In Berlin 02:00 became 03:00 on 29 March 2026: the night was an hour shorter.
  EXPECT_THAT(hours("22:00-07:00 Europe/Berlin").end_of(at("2026-03-28T23:00:00Z")),
              Optional(at("2026-03-29T05:00:00Z")));
  EXPECT_THAT(hours("22:00-07:00 Europe/Berlin").end_of(at("2026-03-27T23:00:00Z")),
              Optional(at("2026-03-28T06:00:00Z")));
}

TEST(DailyHours, BeginOnTheirDaysOnly) {
  DailyHours weekend = hours("00:00-24:00");
  weekend.days = {false, false, false, false, false, true, true};  // Friday, Saturday
  EXPECT_FALSE(weekend.end_of(at("2026-03-05T23:59:00Z")));
  EXPECT_THAT(weekend.end_of(at("2026-03-06T00:00:00Z")), Optional(at("2026-03-07T00:00:00Z")));
  EXPECT_FALSE(weekend.end_of(at("2026-03-08T00:00:00Z")));
  DailyHours night = hours("22:00-07:00");
  night.days = weekend.days;
  EXPECT_THAT(night.end_of(at("2026-03-08T06:00:00Z")), Optional(at("2026-03-08T07:00:00Z"))) << "Saturday's night";
  EXPECT_FALSE(night.end_of(at("2026-03-08T23:00:00Z")));
}

TEST(DailyHours, RefuseWhatMeansNothing) {
  for (char const* text : {"", "22:00", "22-07", "25:00-07:00", "22:60-07:00", "07:00-07:00", "24:00-07:00",
                           "22:00-07:00 Mars/Base", "22:00-07:0x", "-07:00", "22:00-"}) {
    EXPECT_FALSE(parse_hours(text, "UTC")) << text;
  }
}

TEST(TimeOfDay, IsTheNextOneInItsZone) {
  std::vector<Duration> const at_these = {std::chrono::hours{8}, std::chrono::hours{17}};
  EXPECT_EQ(next_time_of_day(at_these, "Asia/Baghdad", at("2026-03-02T04:59:00Z")), at("2026-03-02T05:00:00Z"));
  EXPECT_EQ(next_time_of_day(at_these, "Asia/Baghdad", at("2026-03-02T05:00:00Z")), at("2026-03-02T14:00:00Z"));
  EXPECT_EQ(next_time_of_day(at_these, "Asia/Baghdad", at("2026-03-02T14:00:00Z")), at("2026-03-03T05:00:00Z"));
}

TEST(Days, AreReadShortAndInFull) {
  EXPECT_THAT(parse_day("sun"), Optional(0U));
  EXPECT_THAT(parse_day("saturday"), Optional(6U));
  EXPECT_FALSE(parse_day("someday"));
}

}  // namespace
}  // namespace rasid::rules
