#include "extractors/discovery/settle_places.h"

#include <algorithm>
#include <cmath>

#include "extractors/discovery/discover.h"

namespace rasid {
namespace {

/// Beyond these a name is so common that the tagger's word says nothing about which is meant.
constexpr std::size_t most_candidates = 64;
constexpr std::size_t most_context = 32;  // places of the article that are looked at
constexpr float least_confidence = 0.4F;
constexpr float most_confidence = 0.7F;

/// Places that the text surely names, each once, as far as they matter.
std::vector<EntityIndex> context_of(std::vector<Mention> const& mentions) {
  std::vector<EntityIndex> all;
  for (Mention const& mention : mentions) {
    if (all.size() == most_context) break;
    bool const sure = mention.kind == EntityKind::place && mention.confidence > confidence_contradicted;
    if (sure && std::ranges::find(all, mention.entity) == all.end()) all.push_back(mention.entity);
  }
  return all;
}

/// What speaks for a place: 0 … 1.
double weight(entities::Catalogue const& catalogue, EntityIndex place, std::vector<EntityIndex> const& context) {
  double around = 0;
  for (EntityIndex const other : context) {
    bool const in_country = !catalogue.country(place).empty() && catalogue.country(place) == catalogue.country(other);
    if (other != place && catalogue.lies_within(place, other)) around = std::max(around, 0.5);
    if (in_country) around = std::max(around, 0.35);
  }
  double const size = std::log10(static_cast<double>(catalogue.population(place)) + 1) / 7;
  return around + 0.5 * std::min(1.0, size);
}

}  // namespace

void settle_places(text::Document const& document, entities::Catalogue const& catalogue,
                   std::vector<Discovered>& discovered, std::vector<Mention>& mentions) {
  std::vector<EntityIndex> const context = context_of(mentions);
  std::vector<Mention> settled;
  std::erase_if(discovered, [&](Discovered const& each) {
    if (each.kind != EntityKind::place) return false;
    std::string_view const surface = document.slice(each.range);
    std::vector<EntityIndex> const candidates = catalogue.all_places_named(surface);
    if (candidates.empty() || candidates.size() > most_candidates) return false;
    auto const heavier = [&](EntityIndex a, EntityIndex b) {
      return weight(catalogue, a, context) < weight(catalogue, b, context);
    };
    EntityIndex const best = *std::ranges::max_element(candidates, heavier);
    double const spoken_for = std::min(1.0, weight(catalogue, best, context));
    settled.push_back({.range = each.range,
                       .entity = best,
                       .kind = EntityKind::place,
                       .confidence = std::lerp(least_confidence, most_confidence, static_cast<float>(spoken_for)),
                       .matched = std::string(surface)});
    return true;
  });
  if (settled.empty()) return;
  mentions.insert(mentions.end(), settled.begin(), settled.end());
  std::ranges::stable_sort(mentions, [](Mention const& a, Mention const& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end > b.range.end;
  });
}

}  // namespace rasid
