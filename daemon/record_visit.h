#pragma once

#include <vector>

#include "daemon/feed_health.h"
#include "daemon/scheduler/scheduler.h"
#include "daemon/store/store.h"

namespace rasid {

/// What a visit changed.
struct Visit {
  store::FeedState state;
  std::vector<Article> fresh;  // articles not seen before, as stored
  Result<> reported;           // whether the report, if there was one, is on its way; if not, the next poll tries again
};

/// screen: stores the outcome of a poll and its new articles, and settles when the feed is polled next. Runs on the
/// store's thread, in one transaction: the validators are stored together with the articles of the same answer. A crash
/// or an error loses all of it or only what was learnt of the times, never an article. With a `report` its alert goes
/// to the outbox in the same transaction.
Result<Visit> record_visit(store::Store& store, PollPolicy const& policy, DueFeed const& read,
                           PollOutcome const& outcome, std::vector<Article> articles,
                           std::optional<HealthReport> const& report, Timestamp now);

}  // namespace rasid
