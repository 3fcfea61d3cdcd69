#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/scheduler/budget.h"
#include "daemon/scheduler/feed_status.h"
#include "daemon/scheduler/host_turns.h"
#include "daemon/scheduler/poll_policy.h"
#include "daemon/store/store.h"
#include "extractors/model/time.h"

namespace rasid {

/// A feed whose time has come, with what is known of it.
struct DueFeed {
  configuration::FeedSettings feed;
  store::FeedState state;
};

/// Decides when each feed is polled. It only keeps time: no I/O, no clock of its own, one thread.
///
/// A feed is in one of three places: waiting for its next poll, parked until its host has room, or handed out by
/// take_due() until finished() brings it back. Between polls a feed costs its settings (shared with the snapshot), its
/// state and one node of a tree; there is no timer and no coroutine for each.
class Scheduler {
 public:
  using Feeds = std::shared_ptr<std::vector<configuration::FeedSettings> const>;

  Scheduler(configuration::PollingSettings polling, std::uint64_t seed);

  /// What the store remembers, at start: before the first configure().
  void restore(std::vector<store::FeedState> states);

  /// The feeds in force from now on. Those known keep their state and time (a shorter interval pulls the time forward);
  /// a feed whose URL changed starts anew; new and overdue ones are spread over polling.startup_spread.
  void configure(configuration::PollingSettings polling, Feeds feeds, Timestamp now);

  /// The feed that has waited longest past its time, of those whose host has room, if any is due; it is handed out
  /// until finished().
  std::optional<DueFeed> take_due(Timestamp now);

  /// When the next waiting feed is due; nothing where none waits.
  [[nodiscard]] std::optional<Timestamp> next_due() const;

  /// What decides the time after a poll that ends at `now`, at the price that polls have then.
  [[nodiscard]] PollPolicy policy(Timestamp now);

  /// Takes a handed-out feed back with its new state. What is to be stored again, where the operator paused or resumed
  /// it meanwhile.
  std::optional<store::FeedState> finished(store::FeedState state);

  /// Operator's wishes. Each gives the state to be stored, or nothing where there is no such feed. A feed polled now is
  /// polled as soon as the floor since its last poll and its host allow, a gone one too.
  std::optional<store::FeedState> pause(FeedId const& feed, bool paused, Timestamp now);
  std::optional<store::FeedState> poll_soon(FeedId const& feed, Timestamp now);

  /// A hub pushed these articles, new ones: what that teaches is stored with the next poll.
  void pushed(FeedId const& feed, std::span<Article const> fresh, Timestamp now);
  /// A hub pushes the feed no more: its next poll is not later than the floor allows.
  void unpushed(FeedId const& feed, Timestamp now);
  /// The operator paused it, or it is not configured.
  [[nodiscard]] bool is_paused(FeedId const& feed) const;

  [[nodiscard]] std::optional<FeedId> find(std::string const& id_or_url) const;
  [[nodiscard]] std::vector<FeedStatus> status() const;
  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
  /// Feeds whose last poll failed.
  [[nodiscard]] std::size_t failing() const noexcept { return failing_; }

 private:
  using Index = std::uint32_t;

  struct Slot {
    store::FeedState state;
    scheduling::HostTurns::Host host = 0;
    float root = 0;  // what the feed adds to the budget's demand
    bool out = false;
    bool waits = false;  // in waiting_ or parked
    bool once = false;   // polled once, though gone or paused
  };
  struct HandedOut {
    scheduling::HostTurns::Host host = 0;
  };

  void adopt(Index index, Timestamp now);
  void requeue();
  void wait(Index index);
  void set_demand(Slot& slot, configuration::FeedSettings const& feed);
  void set_budget(Timestamp now);
  [[nodiscard]] std::optional<Index> index_of(FeedId const& id) const;
  [[nodiscard]] double virtual_seconds(Timestamp at) const;
  [[nodiscard]] Duration scaled(Duration pause) const;
  double chance();

  configuration::PollingSettings polling_;
  std::mt19937_64 random_;
  Feeds feeds_;
  std::vector<Slot> slots_;                                  // one for each of feeds_, in their order
  std::unordered_map<std::string_view, Index> by_id_;        // refers to feeds_
  std::unordered_map<FeedId, store::FeedState> remembered_;  // of feeds not configured now
  std::unordered_map<FeedId, HandedOut>
      handed_out_;  // also of feeds that a reload removed meanwhile: it may bring them back
  std::set<std::pair<Timestamp, Index>> waiting_;
  scheduling::HostTurns hosts_;
  scheduling::Budget budget_;
  std::size_t failing_ = 0;
};

}  // namespace rasid
