#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scheduler/poll_policy.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;
using configuration::PollingSettings;
using testing::AllOf;
using testing::Ge;
using testing::Le;

/// A Monday, 10:20 UTC.
constexpr Timestamp now{std::chrono::days{18'316} + 10h + 20min};

auto about(Duration pause) {
  return AllOf(Ge(pause * 9 / 10), Le(pause * 11 / 10));
}

/// One feed that is polled every 15 minutes, with a floor of one and pauses up to an hour.
class PausesAfter : public testing::Test {
 protected:
  Duration fetched() { return after({}); }
  Duration failed(std::optional<Duration> retry_after = {}) {
    return after({.kind = PollOutcome::Kind::failed, .error = "HTTP 503", .retry_after = retry_after});
  }
  Duration after(PollOutcome const& outcome) {
    state = PollPolicy(polling, price, chance).after(feed, state, outcome, {}, now);
    return state.next_poll - now;
  }

  PollingSettings polling{.interval = 15min, .learn = false, .floor = 1min, .longest_pause = 1h};
  configuration::FeedSettings feed{.id = {"a"}, .url = "https://a.example/rss"};
  store::FeedState state{.feed = {"a"}, .url = "https://a.example/rss"};
  double price = 100;
  double chance = 0.5;
};

TEST_F(PausesAfter, ASuccessAreTheIntervalGiveOrTakeATenth) {
  chance = 0;
  EXPECT_EQ(fetched(), 13min + 30s);
  chance = 0.999'999;
  EXPECT_THAT(fetched(), AllOf(Ge(16min + 29s), Le(16min + 30s)));
}

TEST_F(PausesAfter, ASuccessAreLongerWhileAHubPushesTheFeed) {
  auto const next = [&] {
    PollPolicy const policy = PollPolicy(polling, price, chance).while_pushed(6h);
    return policy.after(feed, state, {}, {}, now).next_poll - now;
  };
  EXPECT_THAT(next(), AllOf(Ge(6h), Le(6h + 18min)));
  polling.learn = true;
  EXPECT_THAT(next(), AllOf(Ge(6h), Le(24h)));
  feed.interval = 5min;
  EXPECT_THAT(next(), AllOf(Ge(6h), Le(6h + 18min)));
  feed.most_interval = 1h;
  EXPECT_LE(next(), 1h + 3min) << "the operator's word goes before";
}

TEST_F(PausesAfter, AFailureAreTheUsualOnesWhileAHubPushesTheFeed) {
  PollPolicy const policy = PollPolicy(polling, price, chance).while_pushed(6h);
  auto const failed = policy.after(feed, state, {.kind = PollOutcome::Kind::failed, .error = "HTTP 503"}, {}, now);
  EXPECT_LE(failed.next_poll - now, 1h);
}

TEST_F(PausesAfter, ASuccessAreTheFeedsOwnInterval) {
  feed.interval = 5min;
  polling.learn = true;
  EXPECT_EQ(fetched(), 5min);
}

TEST_F(PausesAfter, AnythingAreNeverBelowTheFloor) {
  feed.interval = 1s;
  for (chance = 0; chance < 1; chance += 0.1) {
    EXPECT_GE(fetched(), 1min);
    EXPECT_GE(failed(), 1min);
    EXPECT_GE(failed(0s), 1min);
    price = 0;
    polling.learn = true;
    feed.interval.reset();
    EXPECT_GE(fetched(), 1min);
  }
}

TEST_F(PausesAfter, ASuccessFollowMaxAgeAndTtlAlsoWhereTheAnswerDidNotRepeatThem) {
  state.hints.fresh_for = 40min;
  EXPECT_THAT(fetched(), AllOf(Ge(40min), Le(42min)));
  state.hints.ttl = 60min;
  EXPECT_THAT(fetched(), AllOf(Ge(60min), Le(63min))) << "the longer of the two";
  EXPECT_THAT(fetched(), AllOf(Ge(60min), Le(63min))) << "and again";
  state.hints = {.fresh_for = 1min};
  EXPECT_THAT(fetched(), about(15min)) << "a wish for more polls is not followed";
}

TEST_F(PausesAfter, ASuccessFollowAbsurdHintsOnlyUpToTheLongest) {
  state.hints.fresh_for = std::chrono::days{3650};
  EXPECT_THAT(fetched(), AllOf(Ge(24h), Le(25h + 12min)));
  polling.longest_hint = 2h;
  EXPECT_THAT(fetched(), AllOf(Ge(2h), Le(2h + 6min)));
}

TEST_F(PausesAfter, ASuccessKeepTheUsersBoundsWhateverTheFeedAsksFor) {
  state.hints.ttl = 10h;
  feed.most_interval = 30min;
  EXPECT_THAT(fetched(), AllOf(Ge(30min), Le(32min)));
  state.hints = {};
  feed.least_interval = 20min;
  EXPECT_GE(fetched(), 20min);
}

TEST_F(PausesAfter, ADeclaredUpdatePeriodCountUntilTheTrueOneIsLearnt) {
  polling.learn = true;
  price = 1;
  state.hints.update_period = 1h;
  EXPECT_GE(fetched(), 1h);
  Timestamp later = now;
  for (int i = 0; i < 24 * 4; ++i) {
    later += 1h;
    state = PollPolicy(polling, price, chance).after(feed, state, {}, {}, later);
  }
  EXPECT_LT(state.next_poll - later, 1h);
}

TEST_F(PausesAfter, ASuccessEndOutsideTheHoursAndDaysThatTheFeedSkips) {
  state.hints.skip_hours = 1U << 10U;  // 10:20 and 15 minutes is 10:35
  EXPECT_EQ(fetched(), 40min);
  state.hints.skip_hours = 0;
  state.hints.skip_days = 1U << 1U;  // Mondays
  EXPECT_EQ(fetched(), 13h + 40min);
  state.hints.skip_days = 0x7F;
  EXPECT_THAT(fetched(), about(15min)) << "a feed that skips everything could never be polled";
}

TEST_F(PausesAfter, FailuresDoubleUpToTheLongest) {
  EXPECT_THAT(failed(), about(30min)) << "longer than between two successes";
  EXPECT_THAT(failed(), about(1h));
  EXPECT_THAT(failed(), about(1h));
  state.failures = 4'000'000'000;
  EXPECT_THAT(failed(), about(1h)) << "years of failures do not overflow";
}

TEST_F(PausesAfter, FailuresOfAFeedWithALongerIntervalAreNoShorterThanIt) {
  feed.interval = 6h;
  EXPECT_THAT(failed(), about(6h));
  EXPECT_THAT(failed(), about(6h));
}

TEST_F(PausesAfter, AFailureWaitForRetryAfterUnlessThatIsAbsurd) {
  EXPECT_THAT(failed(50min), AllOf(Ge(50min), Le(53min)));
  state.failures = 0;
  EXPECT_THAT(failed(5s), about(30min)) << "an early Retry-After does not shorten our pause";
  state.failures = 0;
  EXPECT_THAT(failed(std::chrono::days{3000}), AllOf(Ge(1h), Le(1h + 3min)));
}

TEST_F(PausesAfter, AFailureCountFromItsFirstOneUntilTheFeedIsWell) {
  failed();
  EXPECT_EQ(state.failing_since, now);
  state.failing_since = now - 3h;
  failed();
  EXPECT_EQ(state.failing_since, now - 3h);
  fetched();
  EXPECT_FALSE(state.failing_since);
  EXPECT_EQ(state.polls, 3);
}

}  // namespace
}  // namespace rasid
