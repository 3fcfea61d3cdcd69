#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "daemon/configuration/settings.h"
#include "daemon/store/store.h"
#include "extractors/model/article.h"
#include "extractors/model/time.h"

namespace rasid {

/// How a poll ended, as far as the time of the next one depends on it.
struct PollOutcome {
  enum class Kind : std::uint8_t { fetched, failed, gone };

  Kind kind = Kind::fetched;
  std::string error;                    // when failed or gone
  std::optional<Duration> retry_after;  // the server's wish, when failed
};

/// When a feed is polled next. A plain value: no clock, no I/O, no state; safe on any thread. The scheduler makes one
/// for each poll, with the price of a poll at that time.
class PollPolicy {
 public:
  /// `price` is what a poll is worth in item-seconds of delay (scheduling::next_poll_after); `chance` in [0, 1) is all
  /// that is random.
  PollPolicy(configuration::PollingSettings polling, double price, double chance)
      : polling_(polling), price_(price), chance_(chance) {}

  /// The same for a feed that a hub pushes: a poll that went well is followed by none for so long.
  [[nodiscard]] PollPolicy while_pushed(Duration pause) const {
    PollPolicy patient = *this;
    patient.pushed_ = pause;
    return patient;
  }

  /// The feed's state with what a push at `now` brought: its rate and moments are learnt from that as from a poll.
  [[nodiscard]] store::FeedState after_push(store::FeedState state, std::span<Article const> fresh,
                                            Timestamp now) const;

  /// The feed's state after a poll at `now` that ended so. `fresh` are the articles not seen before (edits among them
  /// teach nothing): their times are learnt from. The state carries validators, hints and the like already.
  ///
  /// - Fetched: at the time the rhythm gives for the price, or after the feed's own interval ±10 %; not before the
  ///   floor, the feed's least interval, its max-age and ttl (kept over answers that say nothing), and not in hours it
  ///   skips; not after its most interval. A declared update period counts until three days have shown the true one.
  /// - Failed: twice the usual pause, doubling with each failure up to longest_pause, ±10 %; not before Retry-After,
  ///   which longest_pause bounds too.
  /// - Gone: never again.
  [[nodiscard]] store::FeedState after(configuration::FeedSettings const& feed, store::FeedState state,
                                       PollOutcome const& outcome, std::span<Article const> fresh, Timestamp now) const;

 private:
  [[nodiscard]] Duration pause_after_success(configuration::FeedSettings const& feed, store::FeedState const& state,
                                             Timestamp now) const;
  [[nodiscard]] Duration pause_after_failure(configuration::FeedSettings const& feed, store::FeedState const& state,
                                             PollOutcome const& outcome, Timestamp now) const;
  [[nodiscard]] Duration usual_pause(configuration::FeedSettings const& feed, store::FeedState const& state,
                                     Duration least, Timestamp now) const;
  [[nodiscard]] Duration scaled(Duration pause) const;
  [[nodiscard]] Duration jittered(Duration pause) const;

  configuration::PollingSettings polling_;
  double price_;
  double chance_;
  Duration pushed_{0};
};

}  // namespace rasid
