#pragma once

#include <exception>
#include <map>
#include <string>

#include "daemon/decide.h"
#include "daemon/feed_health.h"
#include "daemon/log/log.h"
#include "daemon/read_response.h"

namespace rasid {

/// What the pipeline has done since its start; read on the I/O thread.
struct PipelineCounts {
  std::map<std::string, std::uint64_t> problems;  // of polls, by their kind: Reading::problem
  std::uint64_t polls = 0, not_modified = 0, failed_polls = 0, new_articles = 0, handled = 0, alerts = 0, grouped = 0;
  std::uint64_t silenced = 0;
  std::uint64_t revised = 0, completed = 0, quarantined = 0, pushes = 0;
};

/// Counts what the stages did and says what an operator should know of it. For one thread.
class PipelineReports {
 public:
  explicit PipelineReports(log::Logger const& log) : log_(log) {}

  PipelineCounts counts;

  /// A poll of `due`: what is known of its feed after it, and what was read. Logged once when a feed begins to fail,
  /// fails differently, and is well again; not at every poll.
  void polled(DueFeed const& due, store::FeedState const& state, Reading const& reading, bool not_modified);
  /// A feed that fails or has recovered, and whether the alert about it is on its way.
  void health(HealthReport const& health, Result<> const& told) const;
  void decided(Findings const& findings, Decision const& decision);

 private:
  log::Logger const& log_;
};

/// The words of an exception, whatever it is.
std::string words_of(std::exception_ptr const& failure);

}  // namespace rasid
