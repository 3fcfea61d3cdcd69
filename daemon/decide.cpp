#include "daemon/decide.h"

#include <utility>

#include "daemon/alerts/payload.h"
#include "daemon/routing/place.h"

namespace rasid {
namespace {

/// Why an alert that is known already is not raised by this article; nothing where it is, as the next revision.
std::optional<std::string> held_back(Article const& article, store::KnownAlert const& known) {
  if (article.completion) return "completed";
  if (article.revision == 1) return "grouped";
  if (known.evidence_told) return "unchanged";
  return std::nullopt;
}

}  // namespace

Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies) {
  store::HandledArticle handled{.article = findings.article,
                                .story = findings.story,
                                .mentions = findings.mentions,
                                .names = findings.names,
                                .page_after = findings.page_after};
  for (Alert const& alert : findings.alerts) {
    Result<std::optional<store::KnownAlert>> const known = store.find_alert(alert.id, alert.evidence);
    if (!known) return std::unexpected(known.error());
    std::optional<std::string> const reason = *known ? held_back(findings.article, **known) : std::nullopt;
    if (reason) {
      handled.suppressions.push_back({alert.watch, handled.article.id, *reason, alert.id});
    } else if (!alert.silence.empty()) {
      handled.suppressions.push_back({alert.watch, handled.article.id, "silenced:" + alert.silence, {}});
      handled.silenced.push_back(alert);
    } else {
      handled.alerts.push_back(*known ? alerts::as_revision(alert, (*known)->revision + 1) : alert);
    }
  }
  for (Alert& alert : handled.alerts) {
    if (Result<> placed = routing::place(alert, policies, store.routing()); !placed) {
      return std::unexpected(placed.error());
    }
  }
  Result<bool> const stored = store.finish_article(handled);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return Decision{};
  return Decision{true, std::move(handled.alerts), std::move(handled.suppressions)};
}

}  // namespace rasid
