#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/entities/offices.h"
#include "extractors/model/mention.h"
#include "extractors/model/time.h"

namespace rasid::entities {

/// One way an entity is written.
struct Name {
  std::string text;        // as listed
  std::string language;    // BCP 47, or empty where any
  bool ambiguous = false;  // counts only with other evidence in the article (a bare "الخضراء", a surname many bear)

  friend bool operator==(Name const&, Name const&) = default;
};

/// What an actor was and when; open ends are empty.
struct Role {
  std::string text;  // "commander of the Quds Force", "قائد فيلق القدس"
  std::string language;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::string office;  // concept of roles/titles.tsv ("prime-minister"), or empty: other wordings are made from it
  std::string of;      // key of the country or organisation it is the office of

  /// True where the role was held at `t`.
  [[nodiscard]] bool held_at(Timestamp t) const { return (!from || *from <= t) && (!to || t < *to); }
  friend bool operator==(Role const&, Role const&) = default;
};

/// How far other spellings of an actor's names are made.
struct Variants {
  enum class Made : std::uint8_t {
    all,        // other scripts, the press's romanisations, family names too
    spellings,  // only what writers of one script do as a matter of course
    none,
  };
  Made made = Made::all;
  std::vector<std::string> listed;   // the user's own
  std::vector<std::string> refused;  // never his name, whatever rule makes it

  friend bool operator==(Variants const&, Variants const&) = default;
};

struct GeoPoint {
  double latitude = 0;  // degrees, WGS 84
  double longitude = 0;

  friend bool operator==(GeoPoint const&, GeoPoint const&) = default;
};

/// An actor or a place that can be mentioned.
struct Entity {
  std::string key;  // "qaani", "green-zone": stable, lower case, used in watches and payloads
  EntityKind kind = EntityKind::person;
  std::string label;  // how it is shown in English
  std::vector<Name> names;
  std::vector<Role> roles;            // actors
  std::vector<std::string> groups;    // watchlist groups of an actor, without the @
  Variants variants;                  // actors
  std::vector<std::string> not_near;  // actors: words beside the name that mean it is someone else
  std::optional<GeoPoint> point;      // places
  std::string country;                // places: ISO 3166-1 alpha-2, or empty
  std::string place_kind;             // places: "country", "region", "city", "district", "base", "crossing" …
  std::uint64_t population = 0;       // places; 0 where unknown
  std::optional<EntityIndex> within;  // places: the next larger one

  [[nodiscard]] bool is_named_in(std::string_view language) const {
    return std::ranges::any_of(names, [&](Name const& name) { return name.language == language; });
  }
  friend bool operator==(Entity const&, Entity const&) = default;
};

/// Everything a snapshot can recognise: the actors of the watchlists and the places of the gazetteer. Immutable once
/// built; reads are safe on many threads.
class Catalogue {
 public:
  Catalogue() = default;
  /// Takes over the entities; their order gives the indices. Keys must be unique within actors and within places.
  explicit Catalogue(std::vector<Entity> entities, Offices offices = {});

  [[nodiscard]] std::span<Entity const> all() const noexcept { return entities_; }
  [[nodiscard]] Entity const& operator[](EntityIndex index) const { return entities_[static_cast<std::size_t>(index)]; }

  /// The words for offices and nations in which roles are recognised.
  [[nodiscard]] Offices const& offices() const noexcept { return offices_; }

  /// Actors (or places) whose key is `word`, or else one of whose names folds to the same as `word`. Empty where none.
  [[nodiscard]] std::vector<EntityIndex> actors_named(std::string_view word) const;
  [[nodiscard]] std::vector<EntityIndex> places_named(std::string_view word) const;
  /// Whether any actor or place bears a name (or is labelled) that folds to `folded`.
  [[nodiscard]] bool is_listed(std::string const& folded) const;
  /// Members of a watchlist group (without the @); empty where there is no such group.
  [[nodiscard]] std::vector<EntityIndex> group(std::string_view name) const;

  /// True where `inner` is `outer` or lies inside it by the chain of `within`.
  [[nodiscard]] bool lies_within(EntityIndex inner, EntityIndex outer) const;

  /// What to offer for a word that is not known, nearest first: actor (place, group) keys and names.
  [[nodiscard]] std::vector<std::string> actors_like(std::string_view word) const;
  [[nodiscard]] std::vector<std::string> places_like(std::string_view word) const;
  [[nodiscard]] std::vector<std::string> groups_like(std::string_view word) const;

 private:
  using Index = std::unordered_map<std::string, std::vector<EntityIndex>>;

  std::vector<Entity> entities_;
  Offices offices_;
  Index actor_names_;  // key or folded name → entities
  Index place_names_;
  Index groups_;
};

}  // namespace rasid::entities
