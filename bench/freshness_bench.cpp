// Freshness: the daemon's scheduler over traces of when feeds publish, with a virtual clock. Prints the delay from
// publication to the poll that sees it; bench/freshness/compare.py sets it beside other policies.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <numeric>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bench/freshness/simulation.h"

namespace {

using rasid::bench::Score;

void show(std::string_view name, Score& score) {
  auto& delays = score.delays;
  if (delays.empty()) return;
  std::ranges::sort(delays);
  auto const quantile = [&](double p) {
    return delays[std::min(delays.size() - 1, static_cast<std::size_t>(p * static_cast<double>(delays.size())))];
  };
  double const mean = std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(delays.size());
  fmt::print("{}: items {} polls {} mean {:.1f}s p50 {:.0f}s p90 {:.0f}s p99 {:.0f}s\n", name, delays.size(),
             score.polls, mean, quantile(0.5), quantile(0.9), quantile(0.99));
}

}  // namespace

int main(int argc, char** argv) {
  rasid::bench::SimulationSettings settings;
  std::string traces;
  bool undated = false;
  CLI::App app{"The scheduler's freshness over publication traces"};
  app.add_option("TRACES", traces, "File with one JSON object a feed: {\"kind\": …, \"times\": [seconds]}")->required();
  app.add_option("--polls-per-day", settings.polls_per_day, "Of one feed, on average")->capture_default_str();
  app.add_option("--days", settings.days, "Length of the traces; the second half is scored")->capture_default_str();
  app.add_option("--seed", settings.seed, "Of the scheduler")->capture_default_str();
  app.add_flag("--undated", undated, "Items carry no dates: only the polls that show them tell when they came");
  CLI11_PARSE(app, argc, argv);
  settings.dated = !undated;
  try {
    auto scores = simulate(rasid::bench::read_traces(traces), settings);
    Score all;
    for (auto const& [kind, score] : scores) {
      all.delays.insert(all.delays.end(), score.delays.begin(), score.delays.end());
      all.polls += score.polls;
    }
    show("rasid", all);
    for (auto& [kind, score] : scores) show("  " + kind, score);
  } catch (std::exception const& e) {
    std::cerr << "freshness_bench: " << e.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
