#pragma once

#include <cstddef>
#include <vector>

#include "rules/state/window.h"

namespace rasid::rules::state {

/// Entries that follow each other.
struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;  // past the last
  std::size_t distinct = 0;
};

/// Of the stretches no longer than `within` that hold entry `at` the one with most different values, the latest of
/// those. Takes time linear in the entries around.
Stretch best_stretch(std::vector<Entry> const& entries, std::size_t at, Duration within);

}  // namespace rasid::rules::state
