#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>

#include "daemon/sinks/breaker.h"
#include "daemon/store/store.h"

namespace rasid::sinks {

/// What is going on with one sink.
struct Lane {
  std::set<std::int64_t> sending;
  std::deque<std::int64_t> waiting;  // claimed, and not yet begun
  std::size_t held = 0;              // those, and what ended and is not yet recorded
  Breaker breaker;
  Timestamp paused_until{};  // by its Retry-After
  store::SinkState state;    // how it is doing, for people
  bool noted = true;         // the store knows that

  [[nodiscard]] bool disabled() const { return state.disabled_since.has_value(); }

  void succeeded(Timestamp now) {
    breaker.succeeded();
    state.failures = 0;
    state.last_success = now;
    state.last_error.clear();
    noted = false;
  }
  void failed(Timestamp begun, Timestamp now, std::string const& why, std::mt19937_64& random) {
    breaker.failed(begun, now, random);
    ++state.failures;
    state.last_failure = now;
    state.last_error = why;
    noted = false;
  }
};

}  // namespace rasid::sinks
