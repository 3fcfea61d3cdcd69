#include "daemon/decide.h"

#include <utility>

namespace rasid {

Result<Decision> decide(store::Store& store, Findings const& findings) {
  store::HandledArticle handled{findings.article, findings.story, findings.mentions, {}, {}};
  for (Alert const& alert : findings.alerts) {
    Result<bool> const known = store.has_alert(alert.id);
    if (!known) return std::unexpected(known.error());
    if (*known) {
      handled.suppressions.push_back({alert.watch, handled.article.id, "grouped", alert.id});
    } else {
      handled.alerts.push_back(alert);
    }
  }
  Result<bool> const stored = store.finish_article(handled);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return Decision{};
  return Decision{true, std::move(handled.alerts), std::move(handled.suppressions)};
}

}  // namespace rasid
