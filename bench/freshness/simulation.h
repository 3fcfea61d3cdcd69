#pragma once

#include <string>
#include <vector>

#include "bench/freshness/traces.h"

namespace rasid::bench {

struct SimulationSettings {
  double polls_per_day = 96;  // of one feed, on average
  double days = 14;           // the second half is scored
  bool dated = true;          // whether items carry the time they were published
  std::uint64_t seed = 1;     // of the scheduler
};

/// What became of the items of one kind of feed.
struct Score {
  std::vector<double> delays;  // seconds from publication to the poll that saw it
  std::size_t polls = 0;
};

/// Runs the daemon's own Scheduler over the traces with a virtual clock: it begins knowing nothing, and sees of a feed
/// only what polls show. Scores by kind, in the order of the vector's first appearance.
std::vector<std::pair<std::string, Score>> simulate(std::vector<Trace> const& traces,
                                                    SimulationSettings const& settings);

}  // namespace rasid::bench
