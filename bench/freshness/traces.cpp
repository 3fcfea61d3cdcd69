#include "bench/freshness/traces.h"

#include <fstream>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace rasid::bench {

std::vector<Trace> read_traces(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Trace> traces;
  for (std::string line; std::getline(in, line);) {
    boost::json::value const value = boost::json::parse(line);
    Trace trace;
    trace.kind = value.at("kind").as_string().c_str();
    for (boost::json::value const& time : value.at("times").as_array()) trace.times.push_back(time.to_number<double>());
    traces.push_back(std::move(trace));
  }
  return traces;
}

}  // namespace rasid::bench
