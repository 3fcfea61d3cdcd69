#include "rules/watch_set.h"

#include <algorithm>

#include "rules/evidence.h"

namespace rasid::rules {

WatchSet::WatchSet(std::vector<Watch> watches, Terms terms, std::shared_ptr<entities::Catalogue const> catalogue)
    : watches_(std::move(watches)), terms_(std::move(terms)), catalogue_(std::move(catalogue)) {}

Watch const* WatchSet::find(WatchId const& id) const noexcept {
  auto const found = std::ranges::find(watches_, id, &Watch::id);
  return found == watches_.end() ? nullptr : &*found;
}

std::vector<Match> WatchSet::match(text::Document const& document, std::vector<Mention> const& mentions,
                                   Article const& article) const {
  std::vector<Match> out;
  if (watches_.empty()) return out;
  DocumentIndex const index(document, terms_.has_prefixes());
  Evaluation evaluation(terms_, {document, index, mentions, article, *catalogue_});
  for (Watch const& watch : watches_) {
    if (!evaluation.holds(watch.expression)) continue;
    Match& match = out.emplace_back();
    match.watch = watch.id;
    add_evidence(watch.expression, evaluation, match);
  }
  return out;
}

}  // namespace rasid::rules
