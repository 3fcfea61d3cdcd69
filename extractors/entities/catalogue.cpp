#include "extractors/entities/catalogue.h"

#include <algorithm>

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

Catalogue::Catalogue(std::vector<Entity> entities, Offices offices)
    : entities_(std::move(entities)), offices_(std::move(offices)) {
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

std::vector<EntityIndex> Catalogue::actors_named(std::string_view word) const {
  std::vector<EntityIndex> by_key = look_up(actor_names_, key_slot(word));
  return by_key.empty() ? look_up(actor_names_, text::fold(word)) : by_key;
}

std::vector<EntityIndex> Catalogue::places_named(std::string_view word) const {
  std::vector<EntityIndex> by_key = look_up(place_names_, key_slot(word));
  return by_key.empty() ? look_up(place_names_, text::fold(word)) : by_key;
}

bool Catalogue::is_listed(std::string const& folded) const {
  return actor_names_.contains(folded) || place_names_.contains(folded);
}

std::vector<EntityIndex> Catalogue::group(std::string_view name) const {
  return look_up(groups_, std::string(name));
}

bool Catalogue::lies_within(EntityIndex inner, EntityIndex outer) const {
  // The loader refuses cycles; the bound keeps a catalogue built by hand from going round for ever.
  for (std::size_t steps = 0; steps <= entities_.size(); ++steps) {
    if (inner == outer) return true;
    std::optional<EntityIndex> const next = (*this)[inner].within;
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
  return suggestions.like(word);
}

std::vector<std::string> Catalogue::groups_like(std::string_view word) const {
  std::vector<std::string> names;
  for (auto const& [name, members] : groups_) names.push_back(name);
  return nearest(word, names, most_suggestions);
}

}  // namespace rasid::entities
