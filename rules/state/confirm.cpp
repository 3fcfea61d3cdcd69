#include "rules/state/confirm.h"

#include "rules/state/stable_hash.h"
#include "rules/state/stretch.h"

namespace rasid::rules::state {

Confirmation confirm(Confirm const& wanted, Window& window, Event const& event, Duration lateness) {
  if (!window.cause.empty()) return {wanted.feeds, wanted.feeds, true, false};
  if (window.holds(event.article)) return {1, wanted.feeds, false, false};
  std::size_t const at = window.add({event.at, event.article, 0, {stable_hash(event.feed)}});
  std::size_t const feeds = best_stretch(window.entries, at, wanted.within).distinct;
  bool const enough = feeds >= wanted.feeds;
  if (enough) window.cause = "confirmed";
  window.prune(wanted.within + lateness);
  return {static_cast<std::uint32_t>(feeds), wanted.feeds, enough, enough};
}

}  // namespace rasid::rules::state
