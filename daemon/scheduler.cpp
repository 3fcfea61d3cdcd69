#include "daemon/scheduler.h"

#include <algorithm>

namespace rasid {
namespace {

/// A server's wish to be asked less often is followed up to this many intervals; beyond it news would grow stale.
constexpr int most_intervals = 4;

}  // namespace

Scheduler::Scheduler(configuration::PollingSettings polling, std::uint64_t seed) : polling_(polling), random_(seed) {}

void Scheduler::restore(std::vector<store::FeedState> states) {
  for (store::FeedState& state : states) {
    FeedId const id = state.feed;
    remembered_[id] = std::move(state);
  }
}

void Scheduler::configure(configuration::PollingSettings polling, std::vector<configuration::FeedSettings> const& feeds,
                          Timestamp now) {
  polling_ = polling;
  auto before = std::exchange(slots_, {});
  waiting_.clear();
  for (auto& [id, slot] : before) remembered_[id] = slot.state;

  for (configuration::FeedSettings const& feed : feeds) {
    Slot slot{feed, {}};
    if (auto const known = remembered_.find(feed.id); known != remembered_.end()) {
      slot.state = std::move(known->second);
      remembered_.erase(known);
    }
    if (slot.state.url != feed.url) {
      slot.state = {.feed = feed.id, .url = feed.url};
      std::uniform_int_distribution<Duration::rep> spread(0,
                                                          std::max<Duration::rep>(polling_.startup_spread.count(), 0));
      slot.state.next_poll = now + Duration{spread(random_)};
    } else if (slot.state.failures == 0) {
      slot.state.next_poll = std::min(slot.state.next_poll, now + most_intervals * interval_of(feed));
    }
    Slot const& kept = slots_.insert_or_assign(feed.id, std::move(slot)).first->second;
    if (!handed_out_.contains(feed.id)) wait(kept);
  }
}

std::optional<DueFeed> Scheduler::take_due(Timestamp now) {
  if (waiting_.empty() || waiting_.begin()->first > now) return std::nullopt;
  Slot const& slot = slots_.at(waiting_.begin()->second);
  waiting_.erase(waiting_.begin());
  handed_out_.insert(slot.feed.id);
  return DueFeed{slot.feed, slot.state};
}

std::optional<Timestamp> Scheduler::next_due() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.begin()->first;
}

store::FeedState Scheduler::after(DueFeed const& due, PollOutcome const& outcome, Timestamp now) {
  store::FeedState state = due.state;
  state.last_attempt = now;
  Duration const interval = interval_of(due.feed);
  if (outcome.kind == PollOutcome::Kind::fetched) {
    state.last_success = now;
    state.failures = 0;
    state.last_error.clear();
    Duration const fresh = std::min(outcome.fresh_for.value_or(Duration{0}), most_intervals * interval);
    state.next_poll = now + jittered(std::max(interval, fresh));
    return state;
  }
  state.failures += 1;
  state.last_error = outcome.error;
  state.gone = outcome.kind == PollOutcome::Kind::gone;
  Duration pause = interval;
  for (std::uint32_t i = 1; i < state.failures && pause < polling_.longest_pause; ++i) pause *= 2;
  pause = std::max(pause, outcome.retry_after.value_or(Duration{0}));
  state.next_poll = now + jittered(std::min(pause, std::max(polling_.longest_pause, interval)));
  return state;
}

void Scheduler::finished(store::FeedState state) {
  if (handed_out_.erase(state.feed) == 0) return;  // only what was handed out comes back, and once
  auto const found = slots_.find(state.feed);
  if (found == slots_.end()) {
    // Removed by a reload while it was polled; another reload may bring it back.
    FeedId const id = state.feed;
    remembered_[id] = std::move(state);
    return;
  }
  // What the old address taught is not of the new one, where a reload changed it meanwhile.
  if (found->second.feed.url == state.url) found->second.state = std::move(state);
  wait(found->second);
}

std::size_t Scheduler::failing() const noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(slots_, [](auto const& entry) { return entry.second.state.failures > 0; }));
}

Duration Scheduler::interval_of(configuration::FeedSettings const& feed) const {
  return std::max({feed.interval.value_or(polling_.interval), polling_.floor, Duration{1}});
}

Duration Scheduler::jittered(Duration pause) {
  std::uniform_real_distribution<double> factor(0.9, 1.1);
  auto const varied = Duration{static_cast<Duration::rep>(static_cast<double>(pause.count()) * factor(random_))};
  return std::max(varied, polling_.floor);
}

void Scheduler::wait(Slot const& slot) {
  if (!slot.state.gone) waiting_.emplace(slot.state.next_poll, slot.feed.id);
}

}  // namespace rasid
