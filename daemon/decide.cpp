#include "daemon/decide.h"

#include <utility>

#include "daemon/alerts/payload.h"

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

Result<Decision> decide(store::Store& store, Findings const& findings) {
  store::HandledArticle handled{findings.article, findings.story, findings.mentions, {}, {}, findings.page_after};
  for (Alert const& alert : findings.alerts) {
    Result<std::optional<store::KnownAlert>> const known = store.find_alert(alert.id, alert.evidence);
    if (!known) return std::unexpected(known.error());
    if (!*known) {
      handled.alerts.push_back(alert);
    } else if (auto reason = held_back(findings.article, **known)) {
      handled.suppressions.push_back({alert.watch, handled.article.id, *std::move(reason), alert.id});
    } else {
      handled.alerts.push_back(alerts::as_revision(alert, (*known)->revision + 1));
    }
  }
  Result<bool> const stored = store.finish_article(handled);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return Decision{};
  return Decision{true, std::move(handled.alerts), std::move(handled.suppressions)};
}

}  // namespace rasid
