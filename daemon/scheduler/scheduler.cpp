#include "daemon/scheduler/scheduler.h"

#include <algorithm>
#include <cmath>

#include "daemon/scheduler/rhythm_bytes.h"

namespace rasid {

Scheduler::Scheduler(configuration::PollingSettings polling, std::uint64_t seed)
    : polling_(polling), random_(seed), feeds_(std::make_shared<std::vector<configuration::FeedSettings> const>()) {}

void Scheduler::restore(std::vector<store::FeedState> states) {
  remembered_.reserve(states.size());
  for (store::FeedState& state : states) {
    FeedId const id = state.feed;
    remembered_[id] = std::move(state);
  }
}

void Scheduler::configure(configuration::PollingSettings polling, Feeds feeds, Timestamp now) {
  for (Slot& slot : slots_) {
    FeedId const id = slot.state.feed;
    remembered_[id] = std::move(slot.state);
  }
  slots_.clear();
  by_id_.clear();
  polling_ = polling;
  feeds_ = std::move(feeds);
  hosts_.set(polling_.connections_per_host, polling_.host_spacing, polling_.time_scale);

  budget_.forget_demand();
  failing_ = 0;
  slots_.resize(feeds_->size());
  by_id_.reserve(feeds_->size());
  for (Index i = 0; i < slots_.size(); ++i) adopt(i, now);
  set_budget(now);
  requeue();
}

/// Gives the feed what is remembered of it, and a time for its next poll.
void Scheduler::adopt(Index index, Timestamp now) {
  configuration::FeedSettings const& feed = (*feeds_)[index];
  Slot& slot = slots_[index];
  by_id_.emplace(feed.id.value, index);
  if (auto const known = remembered_.find(feed.id); known != remembered_.end()) {
    slot.state = std::move(known->second);
    remembered_.erase(known);
  }
  auto const some_time = [&] {
    return now + scaled(Duration{
                     static_cast<Duration::rep>(chance() * static_cast<double>(polling_.startup_spread.count()))});
  };
  if (slot.state.url != feed.url) {
    slot.state = {.feed = feed.id, .url = feed.url, .next_poll = some_time(), .paused = slot.state.paused};
  } else if (slot.state.next_poll <= now && polling_.startup_spread > Duration{0}) {
    slot.state.next_poll = some_time();
  } else if (slot.state.failures == 0) {
    // Settings may have become shorter; hints were obeyed up to the longest of them.
    Duration const most = feed.most_interval.value_or(
        feed.interval || !polling_.learn ? feed.interval.value_or(polling_.interval) : polling_.longest_interval);
    Duration const wish =
        std::max(slot.state.hints.fresh_for.value_or(Duration{0}), slot.state.hints.ttl.value_or(Duration{0}));
    bool const skips = slot.state.hints.skip_hours != 0 || slot.state.hints.skip_days != 0;
    if (!skips && wish <= most) slot.state.next_poll = std::min(slot.state.next_poll, now + scaled(most));
  }
  slot.host = hosts_.number(scheduling::host_of(slot.state.moved_to.empty() ? feed.url : slot.state.moved_to));
  slot.out = handed_out_.contains(feed.id);
  failing_ += slot.state.failures > 0 ? 1 : 0;
  set_demand(slot, feed);
}

void Scheduler::requeue() {
  waiting_.clear();
  hosts_.clear_parked();
  for (Index i = 0; i < slots_.size(); ++i) {
    slots_[i].waits = false;
    wait(i);
  }
}

void Scheduler::wait(Index index) {
  Slot& slot = slots_[index];
  if (((slot.state.gone || slot.state.paused) && !slot.once) || slot.out || slot.waits) return;
  waiting_.emplace(slot.state.next_poll, index);
  slot.waits = true;
}

std::optional<DueFeed> Scheduler::take_due(Timestamp now) {
  while (!waiting_.empty() && waiting_.begin()->first <= now) {
    Index const index = waiting_.begin()->second;
    Slot& slot = slots_[index];
    waiting_.erase(waiting_.begin());
    auto const turn = hosts_.ask(slot.host, index, now);
    if (!turn.go) {
      if (turn.later) waiting_.emplace(*turn.later, index);
      continue;
    }
    slot.waits = slot.once = false;
    slot.out = true;
    handed_out_[slot.state.feed] = {slot.host};
    if (slot.root > 0) budget_.spend(virtual_seconds(now));
    return DueFeed{(*feeds_)[index], slot.state};
  }
  return std::nullopt;
}

std::optional<Timestamp> Scheduler::next_due() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.begin()->first;
}

PollPolicy Scheduler::policy(Timestamp now) {
  return {polling_, budget_.price(virtual_seconds(now)), chance()};
}

std::optional<store::FeedState> Scheduler::finished(store::FeedState state) {
  auto const out = handed_out_.find(state.feed);
  if (out == handed_out_.end()) return std::nullopt;  // only what was handed out comes back, and once
  auto const next = hosts_.end(out->second.host);
  handed_out_.erase(out);
  if (next) waiting_.emplace(next->first, next->second);

  auto const index = index_of(state.feed);
  if (!index) {
    // Removed by a reload while it was polled; another reload may bring it back.
    FeedId const id = state.feed;
    remembered_[id] = std::move(state);
    return std::nullopt;
  }
  Slot& slot = slots_[*index];
  slot.out = false;
  bool changed = false;
  // What the old address taught is not of the new one, where a reload changed it meanwhile.
  if (slot.state.url == state.url) {
    failing_ -= slot.state.failures > 0 ? 1 : 0;
    failing_ += state.failures > 0 ? 1 : 0;
    changed = std::exchange(state.paused, slot.state.paused) != slot.state.paused;
    slot.state = std::move(state);
    configuration::FeedSettings const& feed = (*feeds_)[*index];
    slot.host = hosts_.number(scheduling::host_of(slot.state.moved_to.empty() ? feed.url : slot.state.moved_to));
    set_demand(slot, feed);
  }
  wait(*index);
  return changed ? std::optional(slot.state) : std::nullopt;
}

std::optional<store::FeedState> Scheduler::pause(FeedId const& feed, bool paused, Timestamp now) {
  auto const index = index_of(feed);
  if (!index) return std::nullopt;
  Slot& slot = slots_[*index];
  slot.state.paused = paused;
  if (!paused) slot.state.next_poll = std::max(slot.state.next_poll, now);
  set_demand(slot, (*feeds_)[*index]);
  requeue();
  return slot.state;
}

std::optional<store::FeedState> Scheduler::poll_soon(FeedId const& feed, Timestamp now) {
  auto const index = index_of(feed);
  if (!index) return std::nullopt;
  Slot& slot = slots_[*index];
  slot.once = true;
  Timestamp const allowed = slot.state.last_attempt ? *slot.state.last_attempt + scaled(polling_.floor) : now;
  slot.state.next_poll = std::max(now, allowed);
  requeue();
  return slot.state;
}

void Scheduler::pushed(FeedId const& feed, std::span<Article const> fresh, Timestamp now) {
  auto const index = index_of(feed);
  // A poll under way brings back a state of its own; what this push teaches is little enough to be lost then.
  if (!index || slots_[*index].out) return;
  Slot& slot = slots_[*index];
  slot.state = policy(now).after_push(std::move(slot.state), fresh, now);
  set_demand(slot, (*feeds_)[*index]);
}

void Scheduler::unpushed(FeedId const& feed, Timestamp now) {
  auto const index = index_of(feed);
  // A failing feed keeps its growing pauses; one that is out is planned without the hub when it comes back.
  if (!index || slots_[*index].out || slots_[*index].state.failures > 0) return;
  Slot& slot = slots_[*index];
  Timestamp const allowed = slot.state.last_attempt ? *slot.state.last_attempt + scaled(polling_.floor) : now;
  Timestamp const soon = std::max(now, allowed);
  if (slot.state.next_poll <= soon) return;
  bool const waits = waiting_.erase({slot.state.next_poll, *index}) > 0;  // or it is parked, and due anyway
  slot.state.next_poll = soon;
  if (waits) waiting_.emplace(soon, *index);
}

bool Scheduler::is_paused(FeedId const& feed) const {
  auto const index = index_of(feed);
  return !index || slots_[*index].state.paused;
}

std::optional<FeedId> Scheduler::find(std::string const& id_or_url) const {
  if (by_id_.contains(id_or_url)) return FeedId{id_or_url};
  auto const found = std::ranges::find(*feeds_, id_or_url, &configuration::FeedSettings::url);
  return found == feeds_->end() ? std::nullopt : std::optional(found->id);
}

std::vector<FeedStatus> Scheduler::status() const {
  std::vector<FeedStatus> all;
  all.reserve(slots_.size());
  for (Index i = 0; i < slots_.size(); ++i) all.push_back(status_of((*feeds_)[i], slots_[i].state));
  return all;
}

void Scheduler::set_demand(Slot& slot, configuration::FeedSettings const& feed) {
  bool const counts = !feed.interval && polling_.learn && !slot.state.gone && !slot.state.paused;
  double const root = counts ? scheduling::Profile(scheduling::rhythm_of(slot.state.rhythm).base).mean_root() : 0;
  budget_.demand(static_cast<double>(slot.root), root);
  slot.root = static_cast<float>(root);
}

void Scheduler::set_budget(Timestamp now) {
  auto const learning = std::ranges::count_if(*feeds_, [](auto const& feed) { return !feed.interval; });
  double const hour = 3'600'000;
  double const derived =
      static_cast<double>(learning) * hour / static_cast<double>(std::max<Duration::rep>(1, polling_.interval.count()));
  budget_.set(polling_.polls_per_hour.value_or(derived), virtual_seconds(now));
}

std::optional<Scheduler::Index> Scheduler::index_of(FeedId const& id) const {
  auto const found = by_id_.find(id.value);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

double Scheduler::virtual_seconds(Timestamp at) const {
  return static_cast<double>(at.time_since_epoch().count()) / 1'000 / polling_.time_scale;
}

Duration Scheduler::scaled(Duration pause) const {
  return Duration{static_cast<Duration::rep>(static_cast<double>(pause.count()) * polling_.time_scale)};
}

double Scheduler::chance() {
  return std::uniform_real_distribution<double>(0, 1)(random_);
}

}  // namespace rasid
