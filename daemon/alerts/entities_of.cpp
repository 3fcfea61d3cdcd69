#include "daemon/alerts/entities_of.h"

#include <unordered_map>

namespace rasid::alerts {

std::vector<Named> entities_of(std::span<Mention const> mentions, rules::Match const& match,
                               std::size_t most_mentions) {
  std::vector<Named> found;
  std::unordered_map<EntityIndex, std::size_t> known;
  for (Mention const& mention : mentions) {
    auto const [at, fresh] = known.try_emplace(mention.entity, found.size());
    if (fresh) found.push_back({.entity = mention.entity});
    Named& named = found[at->second];
    ++named.total;
    if (named.mentions.size() < most_mentions) named.mentions.push_back(&mention);
  }
  for (auto const& evidence : match.evidence) {
    if (evidence.mention < 0 || static_cast<std::size_t>(evidence.mention) >= mentions.size()) continue;
    found[known.at(mentions[static_cast<std::size_t>(evidence.mention)].entity)].proves = true;
  }
  std::vector<Named> ordered;
  ordered.reserve(found.size());
  for (bool const proves : {true, false}) {
    for (Named& named : found) {
      if (named.proves == proves) ordered.push_back(std::move(named));
    }
  }
  return ordered;
}

std::vector<EntityIndex> containers_of(entities::Catalogue const& catalogue, EntityIndex place) {
  constexpr std::size_t most = 16;
  std::vector<EntityIndex> outward;
  for (auto next = catalogue[place].within; next && outward.size() < most; next = catalogue[*next].within) {
    outward.push_back(*next);
  }
  return outward;
}

}  // namespace rasid::alerts
