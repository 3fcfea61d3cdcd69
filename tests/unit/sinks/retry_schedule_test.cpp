#include "daemon/sinks/retry_schedule.h"

#include <gtest/gtest.h>

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
constexpr Timestamp june = std::chrono::sys_days{std::chrono::year{2020} / 6 / 29};

RetrySettings without_jitter() {
  RetrySettings settings;
  settings.jitter = 0;
  return settings;
}

TEST(RetrySchedule, PausesLongerEachTimeAndThenDailyUntilTheFifthDay) {
  RetrySchedule const schedule(without_jitter());
  std::mt19937_64 random(1);
  std::vector<Duration> pauses;
  Timestamp now = june;
  for (std::uint32_t made = 1; made < 50; ++made) {
    auto const next = schedule.next(made, june, now, std::nullopt, random);
    if (!next) break;
    pauses.push_back(*next - now);
    now = *next;
  }
  EXPECT_EQ(now, june + 120h);  // the last attempt falls on the end
  ASSERT_EQ(pauses.size(), 12U);
  pauses.pop_back();
  EXPECT_EQ(pauses, (std::vector<Duration>{5s, 30s, 5min, 30min, 2h, 5h, 10h, 14h, 24h, 24h, 24h}));
}

TEST(RetrySchedule, SpreadsPausesByAFifthEitherWay) {
  RetrySchedule const schedule;
  std::mt19937_64 random(7);
  Duration shortest = 1h;
  Duration longest{0};
  for (int i = 0; i < 2000; ++i) {
    Duration const pause = *schedule.next(3, june, june, std::nullopt, random) - june;
    shortest = std::min(shortest, pause);
    longest = std::max(longest, pause);
  }
  EXPECT_GE(shortest, 4min);
  EXPECT_LT(shortest, 4min + 5s);
  EXPECT_LE(longest, 6min);
  EXPECT_GT(longest, 6min - 5s);
}

TEST(RetrySchedule, WaitsAsLongAsTheReceiverAsksButNoMoreThanADay) {
  RetrySchedule const schedule(without_jitter());
  std::mt19937_64 random(1);
  EXPECT_EQ(schedule.next(1, june, june, 90s, random), june + 90s);
  EXPECT_EQ(schedule.next(1, june, june, 1s, random), june + 5s) << "sooner than the schedule it is not";
  EXPECT_EQ(schedule.next(1, june, june, 24h * 3650, random), june + 24h);
  EXPECT_EQ(schedule.next(1, june, june, Duration{-5}, random), june + 5s);
  EXPECT_EQ(schedule.next(6, june, june + 119h, 3h, random), june + 122h) << "what was asked is not cut short";
}

TEST(RetrySchedule, TriesAFewTimesEvenWhereTheDaemonWasOffForAWeek) {
  RetrySchedule const schedule(without_jitter());
  std::mt19937_64 random(1);
  Timestamp const late = june + 24h * 7;
  EXPECT_EQ(schedule.next(1, june, late, std::nullopt, random), late + 5s);
  EXPECT_EQ(schedule.next(3, june, late, std::nullopt, random), late + 5min);
  EXPECT_EQ(schedule.next(4, june, late, std::nullopt, random), std::nullopt);
}

TEST(RetrySchedule, TakesAnEmptyListOfPausesForDaily) {
  RetrySettings settings = without_jitter();
  settings.pauses.clear();
  std::mt19937_64 random(1);
  EXPECT_EQ(RetrySchedule(settings).next(1, june, june, std::nullopt, random), june + 24h);
}

}  // namespace
}  // namespace rasid::sinks
