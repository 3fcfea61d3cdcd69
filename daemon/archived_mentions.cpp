#include "daemon/archived_mentions.h"

#include <algorithm>

#include "daemon/alerts/code_points.h"

namespace rasid {

ArchivedMentions::ArchivedMentions(entities::Catalogue const& catalogue) : catalogue_(catalogue) {
  auto const all = catalogue.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    (all[i].kind == EntityKind::place ? places_ : actors_).emplace(all[i].key, static_cast<EntityIndex>(i));
  }
}

std::vector<Mention> ArchivedMentions::mentions_of(std::vector<store::StoredMention> const& stored,
                                                   std::string_view text) const {
  std::vector<Mention> out;
  if (stored.empty()) return out;
  alerts::CodePoints const points(text);
  for (store::StoredMention const& each : stored) {
    auto const found = entity_of(each);
    if (!found) continue;
    Mention& mention = out.emplace_back();
    mention.range = {points.byte_of(each.begin), points.byte_of(each.end)};
    mention.entity = *found;
    mention.kind = catalogue_.kind(*found);
  }
  std::ranges::stable_sort(out, {}, [](Mention const& mention) { return mention.range.begin; });
  return out;
}

std::optional<EntityIndex> ArchivedMentions::entity_of(store::StoredMention const& stored) const {
  bool const is_place = stored.kind == to_text(EntityKind::place);
  auto const& known = is_place ? places_ : actors_;
  if (auto const found = known.find(stored.entity); found != known.end()) return found->second;
  return is_place ? catalogue_.compiled_place(stored.entity) : std::nullopt;
}

}  // namespace rasid
