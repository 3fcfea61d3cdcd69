#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include "extractors/model/time.h"

namespace rasid::sinks {

struct BreakerSettings {
  std::uint32_t failures = 3;      // in a row: the receiver is taken to be down
  Duration probe_after{10'000};    // then one attempt at a time, this much apart; a little more each time …
  Duration longest_pause{30'000};  // … up to this
};

/// Says how many attempts one sink may have under way, by how the last ones went. It begins with one, doubles with each
/// success, halves with each failure; after some failures in a row (the breaker is open) single attempts probe whether
/// the receiver is back. One thread only.
class Breaker {
 public:
  explicit Breaker(BreakerSettings const& settings = {}) : settings_(settings) {}

  void succeeded();
  /// Of an attempt that was begun then.
  void failed(Timestamp begun, Timestamp now, std::mt19937_64& random);

  /// Attempts that may be under way at once; never more than `most`.
  [[nodiscard]] std::size_t allows(Timestamp now, std::size_t most) const;
  [[nodiscard]] bool is_open() const { return failures_ >= settings_.failures; }
  /// When an open breaker lets the next attempt through.
  [[nodiscard]] Timestamp next_probe() const { return next_probe_; }

 private:
  BreakerSettings settings_;
  std::size_t window_ = 1;
  std::uint32_t failures_ = 0;  // in a row
  std::uint32_t probes_ = 0;    // that failed since it opened
  Timestamp opened_{};
  Timestamp next_probe_{};
};

}  // namespace rasid::sinks
