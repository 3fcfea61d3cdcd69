#include "daemon/record_visit.h"

#include <utility>

namespace rasid {

Result<Visit> record_visit(store::Store& store, PollPolicy const& policy, DueFeed const& read,
                           PollOutcome const& outcome, std::vector<Article> articles, Timestamp now) {
  // Most polls bring nothing new: their plan is made and stored in the same breath.
  Visit visit{policy.after(read.feed, read.state, outcome, {}, now), {}};
  Result<std::vector<Article>> fresh = store.record_visit(visit.state, std::move(articles));
  if (!fresh) return std::unexpected(std::move(fresh.error()));
  visit.fresh = *std::move(fresh);
  if (visit.fresh.empty()) return visit;
  visit.state = policy.after(read.feed, read.state, outcome, visit.fresh, now);
  if (Result<> saved = store.save_feed(visit.state); !saved) return std::unexpected(std::move(saved.error()));
  return visit;
}

}  // namespace rasid
