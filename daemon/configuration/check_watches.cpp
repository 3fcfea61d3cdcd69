#include "daemon/configuration/check_watches.h"

#include <fmt/format.h>

#include "daemon/configuration/watch_message.h"

namespace rasid::configuration {
namespace {

Diagnostic about(rules::WatchSet const& watches, rules::Watch const& watch, std::string message, std::string remedy) {
  Diagnostic out;
  out.severity = Diagnostic::Severity::warning;
  out.file = std::string(watches.file_of(watch));
  out.line = watch.id_line;
  out.column = watch.id_column;
  out.message = fmt::format("watch \"{}\": {}", watch.id.value, message);
  out.remedy = std::move(remedy);
  return out;
}

}  // namespace

Diagnostics check_watches(rules::WatchSet const& watches, Timestamp now) {
  Diagnostics out;
  for (rules::Watch const& watch : watches.watches()) {
    if (!watch.around) continue;
    rules::Around const& around = *watch.around;
    if (auto const fault = fault_in_message(around.text)) {
      out.push_back(about(watches, watch, "its template: " + fault->message, fault->remedy));
      out.back().severity = Diagnostic::Severity::error;
    }
    if (around.until && now >= *around.until) {
      out.push_back(about(watches, watch, "it ended with its until and tells nothing any more",
                          "give it a later until, or take it out"));
    }
    auto const* const count = std::get_if<rules::Count>(&around.remembering);
    std::size_t const feeds = watches.vocabulary()->feeds.size();
    if (count != nullptr && count->distinct == rules::Facet::feed && count->at_least > feeds) {
      out.push_back(about(watches, watch, fmt::format("it wants {} feeds, there are {}", count->at_least, feeds),
                          "count fewer, or add feeds"));
    }
    if (around.confirm && around.confirm->feeds > feeds) {
      out.push_back(about(watches, watch,
                          fmt::format("{} feeds must confirm it, there are {}", around.confirm->feeds, feeds),
                          "ask for fewer, or add feeds"));
    }
  }
  return out;
}

}  // namespace rasid::configuration
