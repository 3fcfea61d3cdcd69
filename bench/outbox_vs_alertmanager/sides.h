#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace rasid::bench {

/// What one side did.
struct Outcome {
  double each_second = 0;          // alerts delivered, from the first that was handed over to the last that arrived
  double drained_each_second = 0;  // of a backlog that was stored before; 0 where there is no such thing
  std::vector<double> idle_ms;     // from handing one over to its arrival, one at a time
  std::vector<double> beside_hanging_ms;  // the same while another sink never answers
  std::size_t genuine = 0;                // of the sampled messages: signed as they must be
  std::size_t sampled = 0;
  double cpu_us = 0;  // of one alert on a machine that is not quiet: processor time, the receiver's left out
};

/// Processor time spent so far, in microseconds: by this process, and by its children that have ended.
double cpu_of_this_process();

/// The text that every alert carries, on both sides.
std::string text_of(std::size_t bytes);

/// The outbox, the deliverer and the webhook of the daemon, with a database in `folder` and synchronous=FULL.
Outcome run_rasid(std::filesystem::path const& folder, std::size_t alerts, std::size_t idle_alerts);
/// Alertmanager with one webhook, no grouping and no waiting. Needs the program `prometheus-alertmanager`.
Outcome run_alertmanager(std::filesystem::path const& folder, std::size_t alerts, std::size_t idle_alerts);

}  // namespace rasid::bench
