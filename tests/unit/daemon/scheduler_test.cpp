#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scheduler.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;
using configuration::FeedSettings;
using configuration::PollingSettings;
using testing::AllOf;
using testing::Ge;
using testing::Le;

constexpr Timestamp start{std::chrono::days{18'000}};

FeedSettings feed(std::string const& id, std::optional<Duration> interval = {}) {
  return {.id = {id}, .url = "https://" + id + ".example/rss", .interval = interval};
}

store::FeedState state_of(FeedSettings const& settings, Timestamp next_poll) {
  return {.feed = settings.id, .url = settings.url, .next_poll = next_poll};
}

/// 15 minutes between polls, an hour at most, all at once at the start.
PollingSettings polling() {
  return {.interval = 15min, .floor = 1min, .startup_spread = 0s, .longest_pause = 1h};
}

/// A scheduler of one feed that was just handed out.
class OneFeed : public testing::Test {
 protected:
  void begin(PollingSettings const& settings = polling(), FeedSettings const& of = feed("a")) {
    scheduler.emplace(settings, 7);
    scheduler->configure(settings, {of}, start);
    auto taken = scheduler->take_due(start + settings.startup_spread);
    ASSERT_TRUE(taken);
    due = *std::move(taken);
  }
  /// The pause until the next poll after this outcome; the state is kept for the next one.
  Duration pause_after(PollOutcome const& outcome) {
    due.state = scheduler->after(due, outcome, start);
    return due.state.next_poll - start;
  }
  static PollOutcome failed(std::optional<Duration> retry_after = {}) {
    return {.kind = PollOutcome::Kind::failed, .error = "HTTP 503", .retry_after = retry_after};
  }
  static PollOutcome fetched(std::optional<Duration> fresh_for = {}) { return {.fresh_for = fresh_for}; }
  static auto about(Duration pause) { return AllOf(Ge(pause * 9 / 10), Le(pause * 11 / 10)); }

  std::optional<Scheduler> scheduler;
  DueFeed due;
};

TEST(Scheduler, KeepsTheTimesOfFeedsOverARestart) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 5min), state_of(feed("b"), start + 2min)});
  scheduler.configure(polling(), {feed("a"), feed("b")}, start);
  EXPECT_EQ(scheduler.next_due(), start + 2min);
  EXPECT_FALSE(scheduler.take_due(start + 2min - 1ms));
  auto const first = scheduler.take_due(start + 2min);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->feed.id.value, "b");
  EXPECT_EQ(scheduler.next_due(), start + 5min);
}

TEST(Scheduler, HandsOutWhatWaitedLongestFirst) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start - 1min), state_of(feed("b"), start - 3h), state_of(feed("c"), start)});
  scheduler.configure(polling(), {feed("a"), feed("b"), feed("c")}, start);
  std::string order;
  while (auto const due = scheduler.take_due(start)) order += due->feed.id.value;
  EXPECT_EQ(order, "bac");
  EXPECT_FALSE(scheduler.next_due());
}

TEST(Scheduler, SpreadsTheFirstPollsOverTheGivenTime) {
  PollingSettings settings = polling();
  settings.startup_spread = 10min;
  std::vector<FeedSettings> feeds;
  for (int i = 0; i < 200; ++i) feeds.push_back(feed("f" + std::to_string(i)));
  Scheduler scheduler(settings, 42);
  scheduler.configure(settings, feeds, start);
  std::size_t first_half = 0;
  std::size_t all = 0;
  for (; scheduler.take_due(start + 5min); ++all) ++first_half;
  for (; scheduler.take_due(start + 10min); ++all) {
  }
  EXPECT_EQ(all, 200U);
  EXPECT_THAT(first_half, AllOf(Ge(60U), Le(140U)));
}

TEST(Scheduler, NeverHandsOutAFeedTwiceAtATime) {
  Scheduler scheduler(polling(), 1);
  scheduler.configure(polling(), {feed("a")}, start);
  ASSERT_TRUE(scheduler.take_due(start));
  EXPECT_FALSE(scheduler.take_due(start + 24h));
  scheduler.configure(polling(), {feed("a")}, start + 1h);  // a reload meanwhile
  EXPECT_FALSE(scheduler.take_due(start + 24h));
}

TEST_F(OneFeed, IsPolledAgainAfterItsIntervalGiveOrTakeATenth) {
  begin();
  Duration least = 1h;
  Duration most = 0s;
  for (int i = 0; i < 500; ++i) {
    Duration const pause = pause_after(fetched());
    least = std::min(least, pause);
    most = std::max(most, pause);
  }
  EXPECT_THAT(least, AllOf(Ge(13min + 30s), Le(13min + 45s)));
  EXPECT_THAT(most, AllOf(Ge(16min + 15s), Le(16min + 30s)));
}

TEST_F(OneFeed, HasAnIntervalOfItsOwn) {
  begin(polling(), feed("a", 5min));
  EXPECT_THAT(pause_after(fetched()), about(5min));
}

TEST_F(OneFeed, IsNeverPolledMoreOftenThanTheFloor) {
  begin(polling(), feed("a", 1s));
  for (int i = 0; i < 100; ++i) {
    EXPECT_GE(pause_after(fetched()), 1min);
    due.state.failures = 0;
    EXPECT_GE(pause_after(failed()), 1min);
  }
}

TEST_F(OneFeed, IsAskedLessOftenWhereItSaysItStaysFreshButNotForLong) {
  begin();
  EXPECT_THAT(pause_after(fetched(1min)), about(15min)) << "a wish for more polls is not followed";
  EXPECT_THAT(pause_after(fetched(40min)), about(40min));
  EXPECT_THAT(pause_after(fetched(24h)), about(1h)) << "four intervals at most";
}

TEST_F(OneFeed, ThatFailsIsAskedAfterPausesThatDoubleUpToTheLongest) {
  begin();
  EXPECT_THAT(pause_after(failed()), about(15min));
  EXPECT_THAT(pause_after(failed()), about(30min));
  EXPECT_THAT(pause_after(failed()), about(1h));
  EXPECT_THAT(pause_after(failed()), about(1h));
  due.state.failures = 4'000'000'000;
  EXPECT_THAT(pause_after(failed()), about(1h)) << "years of failures do not overflow";
}

TEST_F(OneFeed, WithAnIntervalBeyondTheLongestPauseKeepsItWhenItFails) {
  begin(polling(), feed("a", 6h));
  EXPECT_THAT(pause_after(failed()), about(6h));
  EXPECT_THAT(pause_after(failed()), about(6h));
}

TEST_F(OneFeed, IsNotAskedBeforeItsRetryAfterUnlessThatIsBeyondTheLongestPause) {
  begin();
  EXPECT_THAT(pause_after(failed(45min)), about(45min));
  due.state.failures = 0;
  EXPECT_THAT(pause_after(failed(5s)), about(15min)) << "an early Retry-After does not shorten our pause";
  EXPECT_THAT(pause_after(failed(std::chrono::days{3000})), about(1h));
}

TEST_F(OneFeed, CountsItsFailuresUntilItIsWellAgain) {
  begin();
  pause_after(failed());
  pause_after(failed());
  EXPECT_EQ(due.state.failures, 2U);
  EXPECT_EQ(due.state.last_error, "HTTP 503");
  EXPECT_EQ(due.state.last_attempt, start);
  EXPECT_FALSE(due.state.last_success);
  scheduler->finished(due.state);
  EXPECT_EQ(scheduler->failing(), 1U);

  due = scheduler->take_due(due.state.next_poll).value();
  pause_after(fetched());
  EXPECT_EQ(due.state.failures, 0U);
  EXPECT_EQ(due.state.last_error, "");
  EXPECT_EQ(due.state.last_success, start);
  scheduler->finished(due.state);
  EXPECT_EQ(scheduler->failing(), 0U);
}

TEST_F(OneFeed, ComesBackOnlyOnceHoweverOftenItIsReported) {
  begin();
  pause_after(fetched());
  scheduler->finished(due.state);
  Timestamp const next = due.state.next_poll;
  due.state.next_poll = start;
  scheduler->finished(due.state);
  EXPECT_EQ(scheduler->next_due(), next);
}

TEST_F(OneFeed, ThatIsGoneIsPolledNoMoreUntilItsUrlChanges) {
  begin();
  pause_after({.kind = PollOutcome::Kind::gone, .error = "HTTP 410"});
  EXPECT_TRUE(due.state.gone);
  scheduler->finished(due.state);
  EXPECT_FALSE(scheduler->next_due());

  Scheduler restarted(polling(), 1);
  restarted.restore({due.state});
  restarted.configure(polling(), {feed("a")}, start + 48h);
  EXPECT_FALSE(restarted.next_due()) << "not after a restart either";

  FeedSettings elsewhere = feed("a");
  elsewhere.url = "https://new.example/rss";
  restarted.configure(polling(), {elsewhere}, start + 48h);
  auto const again = restarted.take_due(start + 48h);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->state.gone);
  EXPECT_EQ(again->state.failures, 0U);
}

TEST_F(OneFeed, StartsAnewWhenItsUrlChanges) {
  begin();
  due.state.validators.etag = "\"1\"";
  due.state.moved_to = "https://old.example/other";
  pause_after(fetched());
  scheduler->finished(due.state);
  FeedSettings elsewhere = feed("a");
  elsewhere.url = "https://new.example/rss";
  scheduler->configure(polling(), {elsewhere}, start + 1s);
  auto const again = scheduler->take_due(start + 1s);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, (store::FeedState{.feed = {"a"}, .url = elsewhere.url, .next_poll = start + 1s}));
}

TEST_F(OneFeed, WhoseUrlChangesWhilePolledForgetsWhatTheOldAddressTaught) {
  begin();
  FeedSettings elsewhere = feed("a");
  elsewhere.url = "https://new.example/rss";
  scheduler->configure(polling(), {elsewhere}, start + 1s);
  EXPECT_FALSE(scheduler->take_due(start + 1h)) << "still being polled at its old address";
  due.state.validators.etag = "\"old\"";
  scheduler->finished(due.state);
  auto const again = scheduler->take_due(start + 1h);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state.url, elsewhere.url);
  EXPECT_EQ(again->state.validators, fetch::Validators{});
}

TEST_F(OneFeed, ThatIsRemovedWhilePolledIsNotPolledAgain) {
  begin();
  scheduler->configure(polling(), {}, start + 1s);
  scheduler->finished(due.state);
  EXPECT_EQ(scheduler->size(), 0U);
  EXPECT_FALSE(scheduler->next_due());
}

TEST_F(OneFeed, ThatIsRemovedAndBroughtBackWhilePolledIsStillPolledOnceAtATime) {
  begin();
  scheduler->configure(polling(), {}, start + 1s);
  scheduler->configure(polling(), {feed("a")}, start + 2s);
  EXPECT_FALSE(scheduler->take_due(start + 24h));
  pause_after(fetched());
  scheduler->finished(due.state);
  ASSERT_TRUE(scheduler->take_due(start + 24h));
  EXPECT_FALSE(scheduler->take_due(start + 24h));
}

TEST_F(OneFeed, ThatIsBroughtBackLaterKeepsWhatWasLearntInItsLastPoll) {
  begin();
  scheduler->configure(polling(), {}, start + 1s);
  due.state.validators.etag = "\"2\"";
  pause_after(fetched());
  scheduler->finished(due.state);
  scheduler->configure(polling(), {feed("a")}, start + 1min);
  auto const again = scheduler->take_due(start + 24h);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state.validators.etag, "\"2\"");
}

TEST(Scheduler, PullsTheNextPollForwardWhereAReloadShortensTheInterval) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 10h)});
  scheduler.configure(polling(), {feed("a", 5min)}, start);
  ASSERT_TRUE(scheduler.next_due());
  EXPECT_LE(*scheduler.next_due(), start + 20min);
}

TEST(Scheduler, LeavesThePauseOfAFailingFeedAloneAtAReload) {
  Scheduler scheduler(polling(), 1);
  store::FeedState failing = state_of(feed("a"), start + 50min);
  failing.failures = 6;
  scheduler.restore({failing});
  scheduler.configure(polling(), {feed("a", 1min)}, start);
  EXPECT_EQ(scheduler.next_due(), start + 50min);
}

TEST(Scheduler, TakesUpNewFeedsAtAReloadAndLetsTheOthersKeepTheirTimes) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 10min)});
  scheduler.configure(polling(), {feed("a")}, start);
  scheduler.configure(polling(), {feed("a"), feed("b")}, start + 1min);
  EXPECT_EQ(scheduler.size(), 2U);
  auto const first = scheduler.take_due(start + 1min);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->feed.id.value, "b");
  EXPECT_EQ(scheduler.next_due(), start + 10min);
}

}  // namespace
}  // namespace rasid
