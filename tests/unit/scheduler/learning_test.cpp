// The whole scheduler in virtual time: what it does with a budget and feeds of different habits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

#include "daemon/scheduler/scheduler.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;
using configuration::FeedSettings;
using configuration::PollingSettings;

constexpr Timestamp start{std::chrono::days{18'316}};
constexpr auto day = std::chrono::days{1};

/// A world of feeds that publish at given times, polled by a scheduler as the daemon does.
class World {
 public:
  explicit World(PollingSettings polling) : polling_(polling) { scheduler_.emplace(polling_, 11); }

  void add(std::string const& id, std::vector<Timestamp> times, FeedSettings settings = {}) {
    settings.id = {id};
    settings.url = "https://" + id + ".example/rss";
    feeds_.push_back(settings);
    times_[id] = std::move(times);
  }
  void begin() { scheduler_->configure(polling_, std::make_shared<std::vector<FeedSettings> const>(feeds_), now_); }
  void run_until(Timestamp end) {
    for (auto due = scheduler_->next_due(); due && *due < end; due = scheduler_->next_due()) {
      now_ = std::max(now_, *due);
      while (auto feed = scheduler_->take_due(now_)) poll(*std::move(feed));
    }
    now_ = end;
  }
  /// A new process that knows only what was stored.
  void restart() {
    scheduler_.emplace(polling_, 12);
    std::vector<store::FeedState> states;
    for (auto const& [id, state] : stored_) states.push_back(state);
    scheduler_->restore(states);
    begin();
  }
  [[nodiscard]] std::size_t polls_between(Timestamp from, Timestamp to) const {
    std::size_t count = 0;
    for (auto const& [id, polls] : polls_)
      count += static_cast<std::size_t>(std::ranges::count_if(polls, [&](Timestamp t) { return t >= from && t < to; }));
    return count;
  }

  std::map<std::string, std::vector<Timestamp>> polls_;
  std::map<std::string, store::FeedState> stored_;
  std::function<void(store::FeedState&)> on_answer = [](store::FeedState&) {};
  std::optional<Scheduler> scheduler_;

 private:
  void poll(DueFeed due) {
    std::string const id = due.feed.id.value;
    std::vector<Article> fresh;
    auto const& times = times_[id];
    for (std::size_t& next = seen_[id]; next < times.size() && times[next] <= now_; ++next)
      fresh.emplace_back().published = times[next];
    polls_[id].push_back(now_);
    on_answer(due.state);
    store::FeedState state = scheduler_->policy(now_).after(due.feed, due.state, {}, fresh, now_);
    stored_[id] = state;
    scheduler_->finished(std::move(state));
  }

  PollingSettings polling_;
  std::vector<FeedSettings> feeds_;
  std::map<std::string, std::vector<Timestamp>> times_;
  std::map<std::string, std::size_t> seen_;
  Timestamp now_ = start;
};

std::vector<Timestamp> at_random(double per_day, int days, unsigned seed) {
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> gap(per_day / 86'400);
  std::vector<Timestamp> times;
  for (double t = gap(random); t < days * 86'400.0; t += gap(random))
    times.push_back(start + Duration{static_cast<Duration::rep>(t * 1'000)});
  return times;
}

std::vector<Timestamp> daily(std::vector<Duration> const& offsets, int days) {
  std::vector<Timestamp> times;
  for (int d = 0; d < days; ++d)
    for (Duration const offset : offsets) times.push_back(start + d * day + offset);
  return times;
}

PollingSettings every_quarter_of_an_hour() {
  return {.interval = 15min, .startup_spread = 15min};
}

/// Thirty feeds, from one item in ten days to three hundred a day.
World mixed_world() {
  World world(every_quarter_of_an_hour());
  for (unsigned i = 0; i < 30; ++i) world.add("f" + std::to_string(i), at_random(0.1 * std::pow(1.32, i), 10, i));
  world.begin();
  return world;
}

TEST(LearningScheduler, SpendsItsBudgetAndNoMore) {
  World world = mixed_world();
  world.run_until(start + 10 * day);
  std::size_t const budget = 30 * 96 * 5;
  std::size_t const spent = world.polls_between(start + 5 * day, start + 10 * day);
  EXPECT_LE(spent, budget);
  EXPECT_GE(spent, budget * 9 / 10);
}

TEST(LearningScheduler, KeepsToPollsPerHourWhereItIsGiven) {
  PollingSettings settings = every_quarter_of_an_hour();
  settings.polls_per_hour = 20;
  World world(settings);
  for (unsigned i = 0; i < 30; ++i) world.add("f" + std::to_string(i), at_random(20, 6, i));
  world.begin();
  world.run_until(start + 6 * day);
  EXPECT_LE(world.polls_between(start + 3 * day, start + 6 * day), 20U * 24 * 3);
}

TEST(LearningScheduler, KeepsTheFloorAndNeverStarvesAQuietFeed) {
  World world = mixed_world();
  world.run_until(start + 10 * day);
  for (auto const& [id, polls] : world.polls_) {
    for (std::size_t i = 1; i < polls.size(); ++i) {
      EXPECT_GE(polls[i] - polls[i - 1], 1min) << id;
      EXPECT_LE(polls[i] - polls[i - 1], 24h + 1min) << id;
    }
  }
}

TEST(LearningScheduler, PollsABusyFeedMoreOftenThanAQuietOne) {
  World world = mixed_world();
  world.run_until(start + 10 * day);
  EXPECT_GT(world.polls_["f29"].size(), 8 * world.polls_["f0"].size());
}

TEST(LearningScheduler, MeetsADailyBatchWithinAMinuteOnceItIsKnown) {
  World world = mixed_world();
  std::vector<Duration> const batch{9h + 5min, 9h + 5min + 20s, 9h + 5min + 40s, 21h + 5min, 21h + 5min + 20s};
  world.add("batch", daily(batch, 10));
  world.begin();
  world.run_until(start + 10 * day);
  for (int d = 6; d < 10; ++d) {
    for (Duration const offset : {9h + 5min + 40s, 21h + 5min + 20s}) {
      Timestamp const published = start + d * day + offset;
      auto const& polls = world.polls_["batch"];
      auto const seen = std::ranges::lower_bound(polls, published);
      ASSERT_NE(seen, polls.end());
      EXPECT_LE(*seen - published, 1min) << "day " << d;
    }
  }
}

TEST(LearningScheduler, ObeysATtlHoweverBusyTheFeedIs) {
  World world(every_quarter_of_an_hour());
  world.add("busy", at_random(500, 3, 1));
  world.on_answer = [](store::FeedState& state) { state.hints.ttl = 30min; };
  world.begin();
  world.run_until(start + 3 * day);
  auto const& polls = world.polls_["busy"];
  ASSERT_GE(polls.size(), 100U);
  for (std::size_t i = 1; i < polls.size(); ++i) EXPECT_GE(polls[i] - polls[i - 1], 30min);
}

TEST(LearningScheduler, KeepsItsPlanOverARestart) {
  World world = mixed_world();
  world.run_until(start + 3 * day);
  std::map<std::string, Timestamp> planned;
  for (auto const& [id, state] : world.stored_) planned[id] = state.next_poll;
  world.restart();
  world.run_until(start + 3 * day + 30s);
  for (auto const& [id, next] : planned) {
    if (next > start + 3 * day + 30s) {
      EXPECT_LT(world.polls_[id].back(), start + 3 * day) << id << " was polled at once";
    }
  }
  world.run_until(start + 4 * day);
  for (auto const& [id, next] : planned) {
    auto const& polls = world.polls_[id];
    EXPECT_TRUE(std::ranges::find(polls, next) != polls.end() || next < start + 3 * day || next >= start + 4 * day)
        << id;
  }
}

TEST(LearningScheduler, LeavesAFeedWithAnIntervalOfItsOwnOutOfTheBudget) {
  World world(every_quarter_of_an_hour());
  world.add("fixed", {}, {.interval = 2min});
  world.add("learnt", at_random(10, 3, 4));
  world.begin();
  world.run_until(start + 3 * day);
  EXPECT_NEAR(static_cast<double>(world.polls_["fixed"].size()), 3 * 720, 30);
  EXPECT_NEAR(static_cast<double>(world.polls_["learnt"].size()), 3 * 96, 40);
}

}  // namespace
}  // namespace rasid
