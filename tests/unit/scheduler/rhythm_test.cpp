#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "daemon/scheduler/budget.h"
#include "daemon/scheduler/plan.h"
#include "daemon/scheduler/rhythm_bytes.h"

namespace rasid::scheduling {
namespace {

constexpr double start = 18'316.0 * 86'400, hour = 3'600, day = 86'400;

/// Polls every 5 minutes, for `days`, a feed that publishes at random between two hours of each day.
Rhythm taught_at_random(double per_day, double from_hour, double to_hour, int days) {
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> when(from_hour * hour, to_hour * hour);
  std::poisson_distribution<int> count(per_day);
  Rhythm rhythm;
  rhythm.observe(start, {}, 0);
  for (int d = 0; d < days; ++d) {
    std::vector<double> times;
    for (int i = count(random); i > 0; --i) times.push_back(start + d * day + when(random));
    std::ranges::sort(times);
    std::size_t next = 0;
    for (double now = start + d * day + 300; now <= start + (d + 1) * day; now += 300) {
      std::vector<double> seen;
      while (next < times.size() && times[next] <= now) seen.push_back(times[next++]);
      rhythm.observe(now, seen, 0);
    }
  }
  return rhythm;
}

/// Polls every `every` seconds for `days`, a feed that publishes at these offsets (seconds) of each day.
Rhythm taught(std::vector<double> const& offsets, int days, double every = 300) {
  Rhythm rhythm;
  rhythm.observe(start, {}, 0);
  std::vector<double> times;
  for (int d = 0; d < days; ++d)
    for (double const offset : offsets) times.push_back(start + d * day + offset);
  std::size_t next = 0;
  for (double now = start + every; now <= start + days * day; now += every) {
    std::vector<double> seen;
    while (next < times.size() && times[next] <= now) seen.push_back(times[next++]);
    rhythm.observe(now, seen, 0);
  }
  return rhythm;
}

TEST(Rhythm, LearnsARateAndTheHoursInWhichAFeedPublishes) {
  Rhythm const rhythm = taught_at_random(40, 8, 16, 7);
  EXPECT_NEAR(rhythm.base.seen_a_day(), 40, 10);
  Profile const profile(rhythm.base);
  EXPECT_GT(profile.rate(start + 7 * day + 11 * hour), 5 * profile.rate(start + 7 * day + 2 * hour));
}

TEST(Rhythm, FindsTheMomentOfADailyBatchAndPollsWithinAMinuteOfIt) {
  Rhythm const rhythm = taught({9 * hour + 10, 9 * hour + 30, 9 * hour + 40}, 7);
  EXPECT_GT(rhythm.moments.regularity(), 0.6);
  ASSERT_EQ(rhythm.moments.list.size(), 1U);
  EXPECT_NEAR(static_cast<double>(rhythm.moments.list[0].at), 9 * hour + 27, 30);

  // From midnight on, the eighth day's polls at a price that gives some 25 a day:
  double const batch = start + 7 * day + 9 * hour + 40;
  double last = start + 7 * day;
  std::size_t polls = 0;
  for (; last < batch; ++polls) last += next_poll_after(rhythm, last, 60, {60, day});
  EXPECT_LE(last - batch, 60);
  EXPECT_LE(polls, 20U) << "the price is not paid in the hours before";
}

TEST(Rhythm, TakesNoMomentForRegularInAFeedThatPublishesAtRandom) {
  std::mt19937_64 random(5);
  std::exponential_distribution<double> gap(20 / day);
  Rhythm rhythm;
  rhythm.observe(start, {}, 0);
  double next = start + gap(random);
  for (double now = start + 600; now < start + 14 * day; now += 600) {
    std::vector<double> seen;
    for (; next <= now; next += gap(random)) seen.push_back(next);
    rhythm.observe(now, seen, 0);
  }
  EXPECT_LT(rhythm.moments.regularity(), 0.2);
  Forecast const forecast(rhythm, start + 14 * day);
  double expected = 0;
  for (double t = 0; t < day; t += 60) expected += 60 * forecast.rate(start + 14 * day + t);
  EXPECT_THAT(expected, testing::AllOf(testing::Ge(12), testing::Le(30)));
}

TEST(Rhythm, ExpectsMoreSoonAfterBreakingNewsThanLongAfter) {
  std::vector<double> clusters;
  for (int i = 0; i < 5; ++i) clusters.push_back(13 * hour + i * 700);
  Rhythm const rhythm = taught(clusters, 5);
  Rhythm excited = rhythm;
  double const now = start + 5 * day + 3 * hour;
  std::vector<double> const item{now - 60};
  excited.observe(now, item, 0);
  EXPECT_LT(next_poll_after(excited, now, 60, {60, day}), next_poll_after(rhythm, now, 60, {60, day}) / 2);
}

TEST(Rhythm, TakesTheListedPastOfAFeedForSeenAtTheFirstPoll) {
  std::vector<double> past;
  for (int i = 0; i < 48; ++i) past.push_back(start - (48 - i) * hour);
  Rhythm rhythm;
  rhythm.observe(start, past, 0);
  EXPECT_NEAR(rhythm.base.seen_a_day(), 24, 2);
}

TEST(Rhythm, DoesNotBelieveAPastThatIsASingleMoment) {
  std::vector<double> const now(20, start - 5);
  Rhythm rhythm;
  rhythm.observe(start, now, 0);
  EXPECT_EQ(rhythm.base.seen_a_day(), 0);
  EXPECT_EQ(rhythm.seen_until, start);
}

TEST(Plan, FollowsTheSquareRootLawWhereTheRateIsSteady) {
  double const now = start + 7 * day;
  double const slow = next_poll_after(taught_at_random(50, 0, 24, 7), now, 50, {1, day});
  double const fast = next_poll_after(taught_at_random(200, 0, 24, 7), now, 50, {1, day});
  EXPECT_NEAR(slow / fast, 2, 0.5) << "four times the rate, twice the polls";
}

TEST(Plan, NeverStarvesAFeedThatSaysNothing) {
  Rhythm rhythm;
  rhythm.observe(start, {}, 0);
  rhythm.observe(start + 60 * day, {}, 0);
  EXPECT_LE(next_poll_after(rhythm, start + 60 * day, 1e9, {60, day}), day);
}

TEST(Plan, EndsWhateverThePrice) {
  Rhythm const rhythm = taught({9 * hour}, 3);
  for (double const price : {0.0, 1e-12, 1.0, 1e300, HUGE_VAL}) {
    double const next = next_poll_after(rhythm, start + 3 * day, price, {60, day});
    EXPECT_THAT(next, testing::AllOf(testing::Ge(60), testing::Le(day)));
  }
}

TEST(Budget, RaisesThePriceOfPollsThatWereNotSaved) {
  Budget budget;
  budget.set(100, start);
  budget.demand(0, 1);
  double const before = budget.price(start);
  for (int i = 0; i < 1'000; ++i) budget.spend(start + i);
  EXPECT_GT(budget.price(start + 1'000), before);
}

TEST(RhythmBytes, BringBackTheSameRhythm) {
  Rhythm const rhythm = taught({9 * hour + 10, 9 * hour + 30, 15 * hour}, 9);
  EXPECT_EQ(rhythm_of(to_bytes(rhythm)), rhythm);
  EXPECT_EQ(rhythm_of(to_bytes({})), Rhythm{});
  EXPECT_LE(to_bytes(rhythm).size(), 1'000U);
}

TEST(RhythmBytes, ThatAreDamagedGiveAnEmptyRhythm) {
  std::string const good = to_bytes(taught({9 * hour}, 3));
  EXPECT_EQ(rhythm_of(""), Rhythm{});
  EXPECT_EQ(rhythm_of("nonsense"), Rhythm{});
  for (std::size_t cut = 1; cut < good.size(); cut += 7) EXPECT_EQ(rhythm_of(good.substr(0, cut)), Rhythm{});
  EXPECT_EQ(rhythm_of(good + "x"), Rhythm{});
  std::string infinite = good;
  infinite.replace(1, 4, std::string("\x00\x00\x80\x7f", 4));
  EXPECT_EQ(rhythm_of(infinite), Rhythm{});
}

}  // namespace
}  // namespace rasid::scheduling
