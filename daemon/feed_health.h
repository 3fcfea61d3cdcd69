#pragma once

#include <optional>

#include "daemon/configuration/snapshot.h"
#include "daemon/routing/silences.h"
#include "daemon/scheduler/scheduler.h"
#include "daemon/store/store.h"

namespace rasid {

/// What the operator is told about a feed's health.
struct HealthReport {
  bool failing = false;  // false: it is well again
  store::HandledArticle
      record;  // a report of our own as an article of the feed, with its alert unless that is silenced
  std::shared_ptr<routing::Policies const> policies;  // of the sinks it goes to

  [[nodiscard]] bool goes_to_somebody() const { return !record.alerts.empty() && !record.alerts.front().sinks.empty(); }
};

/// The report that a poll gives cause for, if any: once when a feed has failed for feed_failing.after or is gone, and
/// once when it is well again. `read` is the feed as it was before the poll. The alert's watch is "feed_failing"; being
/// well again is its second revision, so that both have one id. Routes and silences count as for any alert. Pure.
std::optional<HealthReport> health_report(DueFeed const& read, PollOutcome const& outcome,
                                          configuration::Snapshot const& snapshot, routing::SilenceSet const& silences,
                                          Timestamp now);

}  // namespace rasid
