#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "daemon/sinks/breaker.h"
#include "extractors/model/time.h"

namespace rasid::sinks {

/// When to try again. The defaults follow the Standard Webhooks specification's example and go on for five days.
struct RetrySettings {
  using minutes = std::chrono::minutes;
  using hours = std::chrono::hours;

  /// Pause before the first attempt, the second, and so on.
  std::vector<Duration> pauses{Duration{0}, Duration{5'000}, Duration{30'000}, minutes{5}, minutes{30},
                               hours{2},    hours{5},        hours{10},        hours{14}};
  Duration then_every = hours{24};      // after the last of them
  Duration give_up_after = hours{120};  // since the alert was decided …
  std::uint32_t at_least = 4;  // … but never before this many attempts: a daemon that was off for a week still tries
  double jitter = 0.2;         // each pause is made longer or shorter by up to this part
  Duration longest_asked = hours{24};  // more than this a receiver cannot ask for (Retry-After)
  BreakerSettings breaker;             // of the sink as a whole
};

/// Says when a failed delivery is due again. Immutable; safe on many threads with an engine each.
class RetrySchedule {
 public:
  explicit RetrySchedule(RetrySettings settings = {}) : settings_(std::move(settings)) {}

  /// When to make the next attempt after `made` (≥ 1) failed ones; nothing where it is time to give up. `created` is
  /// when the alert was decided; `asked` is the receiver's Retry-After, which is never cut short but by longest_asked.
  /// The last attempt falls on the end of give_up_after.
  [[nodiscard]] std::optional<Timestamp> next(std::uint32_t made, Timestamp created, Timestamp now,
                                              std::optional<Duration> asked, std::mt19937_64& random) const;

 private:
  [[nodiscard]] Duration pause_after(std::uint32_t made, std::mt19937_64& random) const;

  RetrySettings settings_;
};

}  // namespace rasid::sinks
