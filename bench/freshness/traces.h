#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rasid::bench {

/// When one feed published: seconds since the start of the trace, ascending.
struct Trace {
  std::string kind;
  std::vector<double> times;
};

/// Reads one JSON object a line, as publishing_traces.py prints them. Throws std::runtime_error where that fails.
std::vector<Trace> read_traces(std::filesystem::path const& file);

}  // namespace rasid::bench
