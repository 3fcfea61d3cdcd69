#include "daemon/record_visit.h"

#include <utility>

#include "daemon/routing/place.h"

namespace rasid {
namespace {

Result<> raise(store::Store& store, store::FeedState& state, HealthReport const& report) {
  if (report.goes_to_somebody() || !report.record.silenced.empty()) {
    Result<std::vector<Article>> const known = store.record_visit(state, {report.record.article});
    if (!known) return std::unexpected(known.error());
    store::HandledArticle record = report.record;
    for (Alert& alert : record.alerts) {
      if (Result<> placed = routing::place(alert, *report.policies, store.routing()); !placed) return placed;
    }
    Result<bool> const finished = store.finish_article(record);
    if (!finished) return std::unexpected(finished.error());
  }
  store::FeedState told = state;
  told.failing_told = report.failing;
  if (Result<> saved = store.save_feed(told); !saved) return saved;
  state = std::move(told);
  return {};
}

}  // namespace

Result<Visit> record_visit(store::Store& store, PollPolicy const& policy, DueFeed const& read,
                           PollOutcome const& outcome, std::vector<Article> articles,
                           std::optional<HealthReport> const& report, Timestamp now) {
  // Most polls bring nothing new: their plan is made and stored in the same breath.
  Visit visit{policy.after(read.feed, read.state, outcome, {}, now), {}, {}};
  Result<std::vector<Article>> fresh = store.record_visit(visit.state, std::move(articles));
  if (!fresh) return std::unexpected(std::move(fresh.error()));
  visit.fresh = *std::move(fresh);
  if (!visit.fresh.empty()) {
    visit.state = policy.after(read.feed, read.state, outcome, visit.fresh, now);
    if (Result<> saved = store.save_feed(visit.state); !saved) return std::unexpected(std::move(saved.error()));
  }
  if (report) visit.reported = raise(store, visit.state, *report);
  return visit;
}

}  // namespace rasid
