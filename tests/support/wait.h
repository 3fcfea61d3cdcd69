#pragma once

#include <chrono>
#include <thread>

namespace rasid::test {

/// Asks `condition` every two milliseconds until it holds; false where it still does not after `deadline`. The deadline
/// is generous because it is only ever used up by a test that fails: machines under load are slow, not wrong.
template <class Condition>
[[nodiscard]] bool wait_for(Condition const& condition, std::chrono::milliseconds deadline = std::chrono::seconds{20}) {
  auto const end = std::chrono::steady_clock::now() + deadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return condition();
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return true;
}

}  // namespace rasid::test
