#pragma once

#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/store/store.h"
#include "extractors/model/time.h"

namespace rasid {

/// How a poll ended, as far as the time of the next one depends on it.
struct PollOutcome {
  enum class Kind : std::uint8_t { fetched, failed, gone };

  Kind kind = Kind::fetched;
  std::string error;                    // when failed or gone
  std::optional<Duration> retry_after;  // the server's wish, when failed
  std::optional<Duration> fresh_for;    // how long the server says its answer stays fresh, or the feed's ttl
};

/// A feed whose time has come, with what is known of it.
struct DueFeed {
  configuration::FeedSettings feed;
  store::FeedState state;
};

/// Decides when each feed is polled. It only keeps time: no I/O, no clock of its own, one thread.
///
/// A feed is in one of two places: waiting for its next poll, or handed out by take_due() until finished() brings it
/// back.
class Scheduler {
 public:
  Scheduler(configuration::PollingSettings polling, std::uint64_t seed);

  /// What the store remembers, at start: before the first configure().
  void restore(std::vector<store::FeedState> states);

  /// The feeds in force from now on. Those known keep their state and time (a shorter interval pulls the time forward);
  /// a feed whose URL changed starts anew; new ones are spread over polling.startup_spread.
  void configure(configuration::PollingSettings polling, std::vector<configuration::FeedSettings> const& feeds,
                 Timestamp now);

  /// The feed that has waited longest past its time, if any is due; it is handed out until finished().
  std::optional<DueFeed> take_due(Timestamp now);

  /// When the next waiting feed is due; nothing where none waits.
  [[nodiscard]] std::optional<Timestamp> next_due() const;

  /// The state after a poll at `now`: failures counted, error noted, next poll set. Growing pauses for failures, the
  /// server's Retry-After and freshness within bounds, ±10 % jitter so that feeds drift apart.
  [[nodiscard]] store::FeedState after(DueFeed const& due, PollOutcome const& outcome, Timestamp now);

  /// Takes a handed-out feed back with its new state.
  void finished(store::FeedState state);

  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
  /// Feeds whose last poll failed.
  [[nodiscard]] std::size_t failing() const noexcept;

 private:
  struct Slot {
    configuration::FeedSettings feed;
    store::FeedState state;
  };

  [[nodiscard]] Duration interval_of(configuration::FeedSettings const& feed) const;
  Duration jittered(Duration pause);
  void wait(Slot const& slot);

  configuration::PollingSettings polling_;
  std::mt19937_64 random_;
  std::unordered_map<FeedId, store::FeedState> remembered_;  // of feeds not configured now
  std::unordered_map<FeedId, Slot> slots_;
  std::unordered_set<FeedId> handed_out_;  // also of feeds that a reload removed meanwhile: it may bring them back
  std::set<std::pair<Timestamp, FeedId>> waiting_;
};

}  // namespace rasid
