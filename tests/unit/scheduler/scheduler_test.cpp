#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scheduler/scheduler.h"

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
  return {.interval = 15min, .learn = false, .floor = 1min, .startup_spread = 0s, .longest_pause = 1h};
}

Scheduler::Feeds feeds(std::vector<FeedSettings> of) {
  return std::make_shared<std::vector<FeedSettings> const>(std::move(of));
}

/// A scheduler of one feed that was just handed out.
class OneFeed : public testing::Test {
 protected:
  void begin(PollingSettings const& settings = polling(), FeedSettings const& of = feed("a")) {
    scheduler.emplace(settings, 7);
    scheduler->configure(settings, feeds({of}), start);
    auto taken = scheduler->take_due(start + settings.startup_spread);
    ASSERT_TRUE(taken);
    due = *std::move(taken);
  }
  /// The pause until the next poll after this outcome; the state is kept for the next one.
  Duration pause_after(PollOutcome const& outcome) {
    due.state = scheduler->policy(start).after(due.feed, due.state, outcome, {}, start);
    return due.state.next_poll - start;
  }
  static PollOutcome failed(std::optional<Duration> retry_after = {}) {
    return {.kind = PollOutcome::Kind::failed, .error = "HTTP 503", .retry_after = retry_after};
  }
  static PollOutcome fetched() { return {}; }

  std::optional<Scheduler> scheduler;
  DueFeed due;
};

TEST(Scheduler, PollsAFeedSoonThatNoHubPushesAnyMore) {
  Scheduler scheduler(polling(), 1);
  store::FeedState polled = state_of(feed("a"), start + 15min);
  polled.last_attempt = start;
  store::FeedState failing = state_of(feed("b"), start + 15min);
  failing.failures = 1;
  scheduler.restore({polled, failing});
  scheduler.configure(polling(), feeds({feed("a"), feed("b")}), start);
  scheduler.unpushed({"a"}, start + 10s);
  scheduler.unpushed({"b"}, start + 10s);
  scheduler.unpushed({"unknown"}, start + 10s);
  EXPECT_EQ(scheduler.next_due(), start + 1min) << "the floor";
  auto const first = scheduler.take_due(start + 1min);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->feed.id.value, "a");
  EXPECT_EQ(scheduler.next_due(), start + 15min) << "one that fails keeps its pause";
}

TEST(Scheduler, LearnsFromWhatIsPushedWithoutAnotherPoll) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 5min)});
  scheduler.configure(polling(), feeds({feed("a")}), start);
  std::vector<Article> const fresh(3);
  scheduler.pushed({"a"}, fresh, start + 1min);
  EXPECT_EQ(scheduler.next_due(), start + 5min);
  auto const due = scheduler.take_due(start + 5min);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->state.items, 3);
  EXPECT_FALSE(due->state.rhythm.empty());
}

TEST(Scheduler, KeepsTheTimesOfFeedsOverARestart) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 5min), state_of(feed("b"), start + 2min)});
  scheduler.configure(polling(), feeds({feed("a"), feed("b")}), start);
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
  scheduler.configure(polling(), feeds({feed("a"), feed("b"), feed("c")}), start);
  std::string order;
  while (auto const due = scheduler.take_due(start)) order += due->feed.id.value;
  EXPECT_EQ(order, "bac");
  EXPECT_FALSE(scheduler.next_due());
}

TEST(Scheduler, SpreadsTheFirstPollsOverTheGivenTime) {
  PollingSettings settings = polling();
  settings.startup_spread = 10min;
  std::vector<FeedSettings> many;
  for (int i = 0; i < 200; ++i) many.push_back(feed("f" + std::to_string(i)));
  Scheduler scheduler(settings, 42);
  scheduler.configure(settings, feeds(many), start);
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
  scheduler.configure(polling(), feeds({feed("a")}), start);
  ASSERT_TRUE(scheduler.take_due(start));
  EXPECT_FALSE(scheduler.take_due(start + 24h));
  scheduler.configure(polling(), feeds({feed("a")}), start + 1h);  // a reload meanwhile
  EXPECT_FALSE(scheduler.take_due(start + 24h));
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
  restarted.configure(polling(), feeds({feed("a")}), start + 48h);
  EXPECT_FALSE(restarted.next_due()) << "not after a restart either";

  FeedSettings elsewhere = feed("a");
  elsewhere.url = "https://new.example/rss";
  restarted.configure(polling(), feeds({elsewhere}), start + 48h);
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
  scheduler->configure(polling(), feeds({elsewhere}), start + 1s);
  auto const again = scheduler->take_due(start + 1s);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, (store::FeedState{.feed = {"a"}, .url = elsewhere.url, .next_poll = start + 1s}));
}

TEST_F(OneFeed, WhoseUrlChangesWhilePolledForgetsWhatTheOldAddressTaught) {
  begin();
  FeedSettings elsewhere = feed("a");
  elsewhere.url = "https://new.example/rss";
  scheduler->configure(polling(), feeds({elsewhere}), start + 1s);
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
  scheduler->configure(polling(), feeds({}), start + 1s);
  scheduler->finished(due.state);
  EXPECT_EQ(scheduler->size(), 0U);
  EXPECT_FALSE(scheduler->next_due());
}

TEST_F(OneFeed, ThatIsRemovedAndBroughtBackWhilePolledIsStillPolledOnceAtATime) {
  begin();
  scheduler->configure(polling(), feeds({}), start + 1s);
  scheduler->configure(polling(), feeds({feed("a")}), start + 2s);
  EXPECT_FALSE(scheduler->take_due(start + 24h));
  pause_after(fetched());
  scheduler->finished(due.state);
  ASSERT_TRUE(scheduler->take_due(start + 24h));
  EXPECT_FALSE(scheduler->take_due(start + 24h));
}

TEST_F(OneFeed, ThatIsBroughtBackLaterKeepsWhatWasLearntInItsLastPoll) {
  begin();
  scheduler->configure(polling(), feeds({}), start + 1s);
  due.state.validators.etag = "\"2\"";
  pause_after(fetched());
  scheduler->finished(due.state);
  scheduler->configure(polling(), feeds({feed("a")}), start + 1min);
  auto const again = scheduler->take_due(start + 24h);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state.validators.etag, "\"2\"");
}

TEST(Scheduler, PullsTheNextPollForwardWhereAReloadShortensTheInterval) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 10h)});
  scheduler.configure(polling(), feeds({feed("a", 5min)}), start);
  ASSERT_TRUE(scheduler.next_due());
  EXPECT_LE(*scheduler.next_due(), start + 20min);
}

TEST(Scheduler, LeavesThePauseOfAFailingFeedAloneAtAReload) {
  Scheduler scheduler(polling(), 1);
  store::FeedState failing = state_of(feed("a"), start + 50min);
  failing.failures = 6;
  scheduler.restore({failing});
  scheduler.configure(polling(), feeds({feed("a", 1min)}), start);
  EXPECT_EQ(scheduler.next_due(), start + 50min);
}

TEST(Scheduler, TakesUpNewFeedsAtAReloadAndLetsTheOthersKeepTheirTimes) {
  Scheduler scheduler(polling(), 1);
  scheduler.restore({state_of(feed("a"), start + 10min)});
  scheduler.configure(polling(), feeds({feed("a")}), start);
  scheduler.configure(polling(), feeds({feed("a"), feed("b")}), start + 1min);
  EXPECT_EQ(scheduler.size(), 2U);
  auto const first = scheduler.take_due(start + 1min);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->feed.id.value, "b");
  EXPECT_EQ(scheduler.next_due(), start + 10min);
}

TEST(Scheduler, PollsNothingAtOnceAfterARestartWhereTheLastPollIsFresh) {
  PollingSettings settings = polling();
  settings.startup_spread = 1min;
  Scheduler scheduler(settings, 1);
  scheduler.restore({state_of(feed("a"), start + 7min)});
  scheduler.configure(settings, feeds({feed("a")}), start);
  EXPECT_EQ(scheduler.next_due(), start + 7min);
}

TEST(Scheduler, SpreadsWhatIsOverdueAfterALongAbsence) {
  PollingSettings settings = polling();
  settings.startup_spread = 10min;
  Scheduler scheduler(settings, 3);
  std::vector<FeedSettings> many;
  std::vector<store::FeedState> known;
  for (int i = 0; i < 200; ++i) {
    many.push_back(feed("f" + std::to_string(i)));
    known.push_back(state_of(many.back(), start - 24h));
  }
  scheduler.restore(known);
  scheduler.configure(settings, feeds(many), start);
  std::size_t first_half = 0;
  while (scheduler.take_due(start + 5min)) ++first_half;
  EXPECT_THAT(first_half, AllOf(Ge(60U), Le(140U)));
}

TEST(Scheduler, PollsOneHostOneAtATimeAndLetsOthersPass) {
  Scheduler scheduler(polling(), 1);
  FeedSettings a = feed("a"), b = feed("b");
  b.url = "https://A.example:8443/other";
  scheduler.configure(polling(), feeds({a, b, feed("c")}), start);
  std::set<std::string> taken;
  std::optional<DueFeed> of_a;
  while (auto due = scheduler.take_due(start)) {
    taken.insert(due->feed.id.value);
    if (due->feed.id.value != "c") of_a = *std::move(due);
  }
  EXPECT_EQ(taken.size(), 2U) << "one of a and b, and c";
  ASSERT_TRUE(of_a);
  of_a->state.next_poll = start + 24h;
  scheduler.finished(of_a->state);
  EXPECT_FALSE(scheduler.take_due(start + 999ms)) << "a second apart";
  EXPECT_TRUE(scheduler.take_due(start + 1s));
}

TEST_F(OneFeed, ThatIsPausedIsPolledNoMoreUntilItIsResumed) {
  begin();
  pause_after(fetched());
  scheduler->finished(due.state);
  auto const paused = scheduler->pause({"a"}, true, start);
  ASSERT_TRUE(paused);
  EXPECT_TRUE(paused->paused);
  EXPECT_FALSE(scheduler->next_due());

  Scheduler restarted(polling(), 1);
  restarted.restore({*paused});
  restarted.configure(polling(), feeds({feed("a")}), start + 48h);
  EXPECT_FALSE(restarted.next_due()) << "not after a restart either";
  EXPECT_TRUE(restarted.pause({"a"}, false, start + 48h));
  EXPECT_TRUE(restarted.take_due(start + 48h));
  EXPECT_FALSE(restarted.pause({"nobody"}, true, start));
}

TEST_F(OneFeed, ThatIsPausedWhileItIsPolledStaysPaused) {
  begin();
  ASSERT_TRUE(scheduler->pause({"a"}, true, start));
  pause_after(fetched());
  scheduler->finished(due.state);
  EXPECT_FALSE(scheduler->next_due());
}

TEST_F(OneFeed, CanBePolledSoonAsTheOperatorWishesButNotBelowTheFloor) {
  begin();
  pause_after(fetched());
  scheduler->finished(due.state);
  auto const soon = scheduler->poll_soon({"a"}, start + 10s);
  ASSERT_TRUE(soon);
  EXPECT_EQ(soon->next_poll, start + 1min);
  EXPECT_TRUE(scheduler->take_due(start + 1min));
}

TEST_F(OneFeed, ThatIsGoneCanBePolledOnceMoreByTheOperator) {
  begin();
  pause_after({.kind = PollOutcome::Kind::gone, .error = "HTTP 410"});
  scheduler->finished(due.state);
  ASSERT_TRUE(scheduler->poll_soon({"a"}, start + 1h));
  due = scheduler->take_due(start + 1h).value();
  pause_after(fetched());
  EXPECT_FALSE(due.state.gone);
  scheduler->finished(due.state);
  EXPECT_TRUE(scheduler->next_due());
}

TEST(Scheduler, RunsEveryPauseFasterByTheTimeScale) {
  PollingSettings settings = polling();
  settings.time_scale = 0.01;
  Scheduler scheduler(settings, 1);
  scheduler.configure(settings, feeds({feed("a")}), start);
  DueFeed const due = scheduler.take_due(start).value();
  auto const next = scheduler.policy(start).after(due.feed, due.state, {}, {}, start).next_poll - start;
  EXPECT_THAT(next, AllOf(Ge(8s), Le(10s))) << "15 minutes, a hundred times faster";
  PollOutcome const busy{.kind = PollOutcome::Kind::failed, .error = "HTTP 429", .retry_after = 50min};
  auto const later = scheduler.policy(start).after(due.feed, due.state, busy, {}, start).next_poll - start;
  EXPECT_THAT(later, AllOf(Ge(30s), Le(32s)));
}

TEST(Scheduler, TellsTheStateOfEachFeed) {
  Scheduler scheduler(polling(), 1);
  store::FeedState gone = state_of(feed("gone"), start), failing = state_of(feed("failing"), start + 1h);
  gone.gone = true;
  failing.failures = 3;
  failing.last_error = "HTTP 503";
  scheduler.restore({gone, failing});
  scheduler.configure(polling(), feeds({feed("fresh"), feed("gone"), feed("failing")}), start);
  auto const all = scheduler.status();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].health, FeedStatus::Health::waiting);
  EXPECT_EQ(all[1].health, FeedStatus::Health::gone);
  EXPECT_FALSE(all[1].next_poll);
  EXPECT_EQ(all[2].health, FeedStatus::Health::failing);
  EXPECT_EQ(all[2].error, "HTTP 503");
  EXPECT_EQ(scheduler.find("https://gone.example/rss")->value, "gone");
  EXPECT_EQ(scheduler.find("fresh")->value, "fresh");
  EXPECT_FALSE(scheduler.find("nobody"));
}

}  // namespace
}  // namespace rasid
