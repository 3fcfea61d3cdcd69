#include "daemon/pipeline_reports.h"

namespace rasid {
namespace {

/// "HTTP 503 after 12ms" and "HTTP 503 after 1s" are one failure.
bool same_failure(std::string_view a, std::string_view b) {
  auto const without_time = [](std::string_view text) { return text.substr(0, text.rfind(" after ")); };
  return without_time(a) == without_time(b);
}

}  // namespace

void PipelineReports::polled(DueFeed const& due, store::FeedState const& state, Reading const& reading,
                             bool not_modified) {
  PollOutcome const& outcome = reading.outcome;
  ++counts.polls;
  if (!reading.problem.empty()) ++counts.problems[reading.problem];
  if (outcome.kind != PollOutcome::Kind::fetched) ++counts.failed_polls;
  if (not_modified) ++counts.not_modified;

  std::string const& feed = due.feed.id.value;
  if (outcome.kind == PollOutcome::Kind::gone) {
    log_.warning("feed is gone and polled no more", {{"feed", feed}, {"error", outcome.error}});
  } else if (outcome.kind == PollOutcome::Kind::failed && !same_failure(outcome.error, due.state.last_error)) {
    std::string const next = to_text(std::chrono::round<std::chrono::seconds>(state.next_poll - *state.last_attempt));
    log_.warning("feed failed",
                 {{"feed", feed}, {"problem", reading.problem}, {"error", outcome.error}, {"next_try_in", next}});
  } else if (outcome.kind == PollOutcome::Kind::fetched && due.state.failures > 0) {
    log_.info("feed is well again", {{"feed", feed}, {"failures", std::to_string(due.state.failures)}});
  }
  if (outcome.kind == PollOutcome::Kind::fetched && !reading.problem.empty() &&
      state.body_hash != due.state.body_hash) {
    log_.warning("a feed was read in part", {{"feed", feed}, {"problem", reading.problem}});
  }
}

void PipelineReports::health(HealthReport const& health, Result<> const& told) const {
  if (!told) {
    log_.error("a report about a feed could not be stored and is tried again",
               {{"feed", health.record.article.feed.value}, {"error", told.error().message()}});
    return;
  }
  log::Fields const fields = {{"feed", health.record.article.feed.value}, {"title", health.record.article.title}};
  health.failing ? log_.warning("feed is failing", fields) : log_.info("feed has recovered", fields);
}

void PipelineReports::decided(Findings const& findings, Decision const& decision) {
  ++counts.handled;
  counts.alerts += decision.alerts.size();
  for (store::Suppression const& suppression : decision.suppressions) {
    bool const silenced = suppression.reason.starts_with("silenced:");
    if (silenced) ++counts.silenced;
    if (!suppression.alert.empty()) ++counts.grouped;
    if (!silenced) continue;
    log_.info(
        "alert silenced",
        {{"watch", suppression.watch.value}, {"article", suppression.article.value}, {"reason", suppression.reason}});
  }
  for (Alert const& alert : decision.alerts) {
    log_.info("alert", {{"watch", alert.watch.value},
                        {"alert", alert.id.value},
                        {"feed", findings.article.feed.value},
                        {"title", findings.article.title},
                        {"url", findings.article.url}});
  }
}

std::string words_of(std::exception_ptr const& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& e) {
    return e.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace rasid
