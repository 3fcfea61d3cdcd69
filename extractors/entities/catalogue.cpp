#include "extractors/entities/catalogue.h"

#include <algorithm>

#include "extractors/entities/made_entities.h"
#include "extractors/entities/same_places.h"
#include "extractors/gazetteer/names_near.h"
#include "extractors/model/diagnostic.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

constexpr std::size_t most_suggestions = 3;

/// Keys and names share an index. No folded text holds '=', so a key can never be mistaken for a name.
std::string key_slot(std::string_view key) {
  return "=" + std::string(key);
}

void add(std::unordered_map<std::string, std::vector<EntityIndex>>& index, std::string slot, EntityIndex entity) {
  if (slot.empty()) return;
  std::vector<EntityIndex>& all = index[std::move(slot)];
  if (all.empty() || all.back() != entity) all.push_back(entity);
}

std::vector<EntityIndex> look_up(std::unordered_map<std::string, std::vector<EntityIndex>> const& index,
                                 std::string const& slot) {
  auto const found = index.find(slot);
  return found == index.end() ? std::vector<EntityIndex>{} : found->second;
}

/// True where `word` is one or more whole words of `text`; both folded.
bool holds_words(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    bool const starts = at == 0 || text[at - 1] == ' ';
    bool const ends = at + word.size() == text.size() || text[at + word.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

/// Things a user could have meant: folded for comparing, and as they are shown.
class Suggestions {
 public:
  void add(std::string_view shown) {
    std::string folded = text::fold(shown);
    if (folded.empty()) return;
    if (shown_.try_emplace(folded, shown).second) folded_.push_back(std::move(folded));
  }

  /// Slips of the pen first; then names of which `word` is a part, such as a given name alone.
  [[nodiscard]] std::vector<std::string> like(std::string_view word) const {
    std::string const wanted = text::fold(word);
    if (wanted.empty()) return {};
    std::vector<std::string> out;
    for (std::string const& near : nearest(wanted, folded_, most_suggestions)) out.push_back(shown_.at(near));
    for (std::string const& candidate : folded_) {
      if (out.size() >= most_suggestions) break;
      if (!holds_words(candidate, wanted)) continue;
      std::string const& shown = shown_.at(candidate);
      if (std::ranges::find(out, shown) == out.end()) out.push_back(shown);
    }
    return out;
  }

 private:
  std::vector<std::string> folded_;
  std::unordered_map<std::string, std::string> shown_;
};

void add_ways_to_write(Suggestions& suggestions, Entity const& entity) {
  suggestions.add(entity.label);
  for (Name const& name : entity.names) suggestions.add(name.text);
  suggestions.add(entity.key);
}

bool is_place(Entity const& entity) {
  return entity.kind == EntityKind::place;
}

}  // namespace

Catalogue::Catalogue() = default;
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

Catalogue::Catalogue(std::vector<Entity> entities, std::shared_ptr<gazetteer::Gazetteer const> gazetteer,
                     std::vector<Demonym> demonyms, Offices offices)
    : entities_(std::move(entities)),
      offices_(std::move(offices)),
      demonyms_(std::move(demonyms)),
      gazetteer_(std::move(gazetteer)) {
  index_names();
  if (!gazetteer_) return;
  join_gazetteer();
  complete_within();
}

void Catalogue::index_names() {
  for (std::size_t i = 0; i < entities_.size(); ++i) {
    Entity const& entity = entities_[i];
    auto const index = static_cast<EntityIndex>(i);
    Index& names = is_place(entity) ? place_names_ : actor_names_;
    add(names, key_slot(entity.key), index);
    add(names, text::fold(entity.label), index);
    for (Name const& name : entity.names) add(names, text::fold(name.text), index);
    for (std::string const& group : entity.groups) add(groups_, group, index);
  }
}

void Catalogue::join_gazetteer() {
  made_ = std::make_unique<MadeEntities>(gazetteer_->size());
  standing_for_.resize(gazetteer_->size());
  for (std::size_t i = 0; i < standing_for_.size(); ++i) {
    standing_for_[i] = static_cast<EntityIndex>(entities_.size() + i);
  }
  for (SamePlace const& same : same_places(entities_, *gazetteer_)) {
    standing_for_[at(same.compiled)] = same.listed;
    compiled_of_.try_emplace(same.listed, same.compiled);
  }
}

/// A listed place that does not say what contains it lies where the gazetteer has it.
void Catalogue::complete_within() {
  for (auto const& [listed, place] : compiled_of_) {
    Entity& entity = entities_[at(listed)];
    auto const outer = gazetteer_->within(place);
    if (entity.within || !outer || entity.place_kind == "country") continue;
    // What users list may contradict the gazetteer; then theirs alone holds.
    if (!lies_within(entity_of(*outer), listed)) entity.within = entity_of(*outer);
  }
}

Entity Catalogue::make_entity(EntityIndex index) const {
  gazetteer::PlaceIndex const place = place_at(index);
  return {.key = std::string(gazetteer_->key(place)),
          .kind = EntityKind::place,
          .label = std::string(gazetteer_->label(place)),
          .point = point(index),
          .country = std::string(gazetteer_->country(place)),
          .place_kind = std::string(place_kind(index)),
          .population = population(index),
          .within = within(index)};
}

Entity const& Catalogue::operator[](EntityIndex index) const {
  if (is_listed(index)) return entities_[at(index)];
  return made_->get(at(place_at(index)), [&] { return make_entity(index); });
}

EntityKind Catalogue::kind(EntityIndex index) const {
  return is_listed(index) ? entities_[at(index)].kind : EntityKind::place;
}

std::string_view Catalogue::label(EntityIndex index) const {
  return is_listed(index) ? std::string_view(entities_[at(index)].label) : gazetteer_->label(place_at(index));
}

std::string_view Catalogue::country(EntityIndex index) const {
  return is_listed(index) ? std::string_view(entities_[at(index)].country) : gazetteer_->country(place_at(index));
}

std::string_view Catalogue::place_kind(EntityIndex index) const {
  if (is_listed(index)) return entities_[at(index)].place_kind;
  return gazetteer::kind_names[static_cast<std::size_t>((*gazetteer_)[place_at(index)].kind)];
}

std::optional<GeoPoint> Catalogue::point(EntityIndex index) const {
  if (is_listed(index)) return entities_[at(index)].point;
  gazetteer::PlaceRow const& row = (*gazetteer_)[place_at(index)];
  return GeoPoint{row.latitude / 1e6, row.longitude / 1e6};
}

std::uint64_t Catalogue::population(EntityIndex index) const {
  return is_listed(index) ? entities_[at(index)].population : (*gazetteer_)[place_at(index)].population;
}

std::optional<EntityIndex> Catalogue::within(EntityIndex index) const {
  if (is_listed(index)) return entities_[at(index)].within;
  auto const outer = gazetteer_->within(place_at(index));
  return outer ? std::optional(entity_of(*outer)) : std::nullopt;
}

std::optional<gazetteer::PlaceIndex> Catalogue::compiled(EntityIndex index) const {
  if (!is_listed(index)) return place_at(index);
  auto const found = compiled_of_.find(index);
  return found == compiled_of_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<EntityIndex> Catalogue::actors_named(std::string_view word) const {
  std::vector<EntityIndex> by_key = look_up(actor_names_, key_slot(word));
  return by_key.empty() ? look_up(actor_names_, text::fold(word)) : by_key;
}

std::vector<EntityIndex> Catalogue::compiled_named(std::string_view word, bool only_common) const {
  std::vector<EntityIndex> out;
  if (!gazetteer_) return out;
  if (auto const place = compiled_place(word)) return {*place};
  auto const name = gazetteer_->find(text::fold(word));
  if (!name) return out;
  auto const bearers = gazetteer_->bearers(*name);
  auto const is_common = [](gazetteer::BearerRow const& b) { return b.how != gazetteer::bears_unlabelled; };
  only_common = only_common && std::ranges::any_of(bearers, is_common);
  for (gazetteer::BearerRow const& bearer : bearers) {
    if (!only_common || is_common(bearer)) out.push_back(entity_of(gazetteer::PlaceIndex{bearer.place}));
  }
  return out;
}

std::optional<EntityIndex> Catalogue::compiled_place(std::string_view key) const {
  auto const place = gazetteer_ ? gazetteer_->by_key(key) : std::nullopt;
  return place ? std::optional(entity_of(*place)) : std::nullopt;
}

std::vector<EntityIndex> Catalogue::places_of_name(std::string_view word, bool all) const {
  std::vector<EntityIndex> out = look_up(place_names_, key_slot(word));
  if (!out.empty()) return out;
  out = look_up(place_names_, text::fold(word));
  if (out.empty() || all) std::ranges::copy(compiled_named(word, !all), std::back_inserter(out));
  if (std::size_t const comma = word.rfind(','); out.empty() && comma != std::string_view::npos && comma > 0) {
    auto const outer = places_of_name(word.substr(comma + 1), true);
    out = places_of_name(word.substr(0, comma), true);
    std::erase_if(out, [&](EntityIndex inner) {
      return std::ranges::none_of(outer, [&](EntityIndex o) { return inner != o && lies_within(inner, o); });
    });
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::vector<EntityIndex> Catalogue::places_named(std::string_view word) const {
  return places_of_name(word, false);
}

std::vector<EntityIndex> Catalogue::all_places_named(std::string_view word) const {
  std::vector<EntityIndex> out = places_of_name(word, true);
  std::ranges::stable_sort(out, std::greater{}, [&](EntityIndex place) { return population(place); });
  return out;
}

bool Catalogue::is_listed(std::string const& folded) const {
  return actor_names_.contains(folded) || place_names_.contains(folded);
}

std::vector<EntityIndex> Catalogue::group(std::string_view name) const {
  return look_up(groups_, std::string(name));
}

bool Catalogue::lies_within(EntityIndex inner, EntityIndex outer) const {
  // The loader refuses cycles; the bound keeps a catalogue built by hand from going round for ever.
  for (std::size_t steps = 0; steps <= size(); ++steps) {
    if (inner == outer) return true;
    std::optional<EntityIndex> const next = within(inner);
    if (!next) return false;
    inner = *next;
  }
  return false;
}

std::vector<std::string> Catalogue::actors_like(std::string_view word) const {
  Suggestions suggestions;
  for (Entity const& entity : entities_) {
    if (!is_place(entity)) add_ways_to_write(suggestions, entity);
  }
  return suggestions.like(word);
}

std::vector<std::string> Catalogue::places_like(std::string_view word) const {
  Suggestions suggestions;
  for (Entity const& entity : entities_) {
    if (is_place(entity)) add_ways_to_write(suggestions, entity);
  }
  if (gazetteer_) gazetteer::for_names_near(*gazetteer_, word, [&](std::string_view name) { suggestions.add(name); });
  return suggestions.like(word);
}

std::vector<std::string> Catalogue::groups_like(std::string_view word) const {
  std::vector<std::string> names;
  for (auto const& [name, members] : groups_) names.push_back(name);
  return nearest(word, names, most_suggestions);
}

}  // namespace rasid::entities
