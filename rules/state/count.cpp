#include "rules/state/count.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/state/stable_hash.h"
#include "rules/state/stretch.h"

namespace rasid::rules::state {
Verdict count(Count const& count, Window& window, std::string const& key, Event const& event, Duration lateness) {
  if (window.holds(event.article)) return held("repeated");
  if (window.is_late(event.at, lateness)) return held("late");
  std::vector<std::uint64_t> values;
  for (std::string const& value : values_of(event, count.distinct)) values.push_back(stable_hash(value));
  if (values.empty()) return held(fmt::format("count:no {}", name_of(count.distinct)));

  std::size_t const at = window.add({event.at, event.article, 0, std::move(values)});
  Stretch const best = best_stretch(window.entries, at, count.within);
  Verdict verdict{.why = fmt::format("count:{}/{}", best.distinct, count.at_least)};
  if (best.distinct >= count.at_least) {
    Entry const& first = window.entries[best.from];
    verdict.kind = window.cause.empty() ? Verdict::Kind::raise : Verdict::Kind::again;
    if (window.cause.empty()) window.cause = fmt::format("count {} {} {}", key, to_rfc3339(first.at), first.article);
    window.told_to = std::max(window.told_to, event.at);
    verdict.cause = window.cause;
    verdict.facts = {.kind = "count",
                     .key = key,
                     .distinct = std::string(name_of(count.distinct)),
                     .observed = static_cast<double>(best.distinct),
                     .needed = static_cast<double>(count.at_least),
                     .from = first.at,
                     .to = window.entries[best.to - 1].at};
    name_articles(window.entries, best.from, best.to, verdict.facts);
  } else if (event.at > window.told_to) {
    window.cause.clear();  // it had ended: the next time is told anew
  }
  window.prune(count.within + lateness);
  return verdict;
}

}  // namespace rasid::rules::state
