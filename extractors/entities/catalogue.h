#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/entities/offices.h"
#include "extractors/gazetteer/gazetteer.h"
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

/// What the people and things of a country are called: "Iraqi", العراقي. It tells of the country, and names no place.
struct Demonym {
  std::string text;
  std::string language;
  std::string country;  // ISO 3166-1 alpha-2

  friend bool operator==(Demonym const&, Demonym const&) = default;
};

class MadeEntities;

/// Everything a snapshot can recognise: the actors of the watchlists, the places of the files and, where there is one,
/// the places of the compiled gazetteer. Immutable once built; reads are safe on many threads.
///
/// The entities of the files are the *listed* ones; they come first and are objects. The gazetteer's places follow; one
/// becomes an object when it is first asked for as a whole (`operator[]`), while `kind`, `country`, `point` … ask no
/// such thing. A listed place that is also in the gazetteer stands for both: the listed one's key, names and
/// coordinates win.
class Catalogue {
 public:
  Catalogue();
  /// Takes over the entities; their order gives the indices. Keys must be unique within actors and within places.
  explicit Catalogue(std::vector<Entity> entities, std::shared_ptr<gazetteer::Gazetteer const> gazetteer = nullptr,
                     std::vector<Demonym> demonyms = {}, Offices offices = {});
  ~Catalogue();
  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;

  /// Listed entities and places of the gazetteer, those that stand for each other counted twice; every index is below.
  [[nodiscard]] std::size_t size() const noexcept { return entities_.size() + compiled_count(); }
  /// All that the files list, in their order.
  [[nodiscard]] std::span<Entity const> all() const noexcept { return entities_; }
  [[nodiscard]] bool is_listed(EntityIndex index) const noexcept { return at(index) < entities_.size(); }
  /// A place of the gazetteer is given with its key, label and where it lies, without its names.
  [[nodiscard]] Entity const& operator[](EntityIndex index) const;

  /// The words for offices and nations in which roles are recognised.
  [[nodiscard]] Offices const& offices() const noexcept { return offices_; }

  [[nodiscard]] std::span<Demonym const> demonyms() const noexcept { return demonyms_; }

  [[nodiscard]] EntityKind kind(EntityIndex index) const;
  [[nodiscard]] std::string_view label(EntityIndex index) const;
  [[nodiscard]] std::string_view country(EntityIndex index) const;  // ISO 3166-1 alpha-2, or empty
  [[nodiscard]] std::string_view place_kind(EntityIndex index) const;
  [[nodiscard]] std::optional<GeoPoint> point(EntityIndex index) const;
  [[nodiscard]] std::uint64_t population(EntityIndex index) const;
  [[nodiscard]] std::optional<EntityIndex> within(EntityIndex index) const;

  /// The compiled gazetteer, or null.
  [[nodiscard]] gazetteer::Gazetteer const* gazetteer() const noexcept { return gazetteer_.get(); }
  [[nodiscard]] std::shared_ptr<gazetteer::Gazetteer const> const& shared_gazetteer() const noexcept {
    return gazetteer_;
  }
  /// The listed place that stands for a place of the gazetteer, or that place itself.
  [[nodiscard]] EntityIndex entity_of(gazetteer::PlaceIndex place) const noexcept { return standing_for_[at(place)]; }
  /// The place of the gazetteer behind an entity; of a listed one, that it stands for.
  [[nodiscard]] std::optional<gazetteer::PlaceIndex> compiled(EntityIndex index) const;

  /// Actors whose key is `word`, or else one of whose names folds to the same as `word`. Empty where none.
  [[nodiscard]] std::vector<EntityIndex> actors_named(std::string_view word) const;
  /// Places by key or name: listed ones, or where there is none those of the gazetteer, of which names in common use
  /// win over others. "Paris, Texas" is a Paris that lies in a Texas.
  [[nodiscard]] std::vector<EntityIndex> places_named(std::string_view word) const;
  /// The same without a preference: all that bear the name or the key, the most populous first.
  [[nodiscard]] std::vector<EntityIndex> all_places_named(std::string_view word) const;
  /// A place of the gazetteer by its key there, also where a listed one stands for it by now.
  [[nodiscard]] std::optional<EntityIndex> compiled_place(std::string_view key) const;
  /// Whether any listed actor or place bears a name (or is labelled) that folds to `folded`.
  [[nodiscard]] bool is_listed(std::string const& folded) const;
  /// Members of a watchlist group (without the @); empty where there is no such group.
  [[nodiscard]] std::vector<EntityIndex> group(std::string_view name) const;

  /// True where `inner` is `outer` or lies inside it by the chain of `within`.
  [[nodiscard]] bool lies_within(EntityIndex inner, EntityIndex outer) const;
  /// Every place that can be mentioned: listed ones, and those of the gazetteer that no listed one stands for.
  template <class Each>
  void for_each_place(Each each) const {
    for (std::size_t i = 0; i < entities_.size(); ++i) {
      if (entities_[i].kind == EntityKind::place) each(static_cast<EntityIndex>(i));
    }
    for (std::size_t i = entities_.size(); i < size(); ++i) {
      if (at(standing_for_[i - entities_.size()]) == i) each(static_cast<EntityIndex>(i));
    }
  }

  /// What to offer for a word that is not known, nearest first: actor (place, group) keys and names.
  [[nodiscard]] std::vector<std::string> actors_like(std::string_view word) const;
  [[nodiscard]] std::vector<std::string> places_like(std::string_view word) const;
  [[nodiscard]] std::vector<std::string> groups_like(std::string_view word) const;

 private:
  using Index = std::unordered_map<std::string, std::vector<EntityIndex>>;

  template <class Numbered>
  static std::size_t at(Numbered index) noexcept {
    return static_cast<std::size_t>(index);
  }
  [[nodiscard]] std::size_t compiled_count() const noexcept { return gazetteer_ ? gazetteer_->size() : 0; }
  /// Of an entity that is not listed.
  [[nodiscard]] gazetteer::PlaceIndex place_at(EntityIndex index) const noexcept {
    return static_cast<gazetteer::PlaceIndex>(at(index) - entities_.size());
  }
  void index_names();
  void join_gazetteer();
  void complete_within();
  [[nodiscard]] Entity make_entity(EntityIndex index) const;
  [[nodiscard]] std::vector<EntityIndex> compiled_named(std::string_view word, bool only_common) const;
  [[nodiscard]] std::vector<EntityIndex> places_of_name(std::string_view word, bool all) const;

  std::vector<Entity> entities_;
  Offices offices_;
  Index actor_names_;  // key or folded name → entities
  Index place_names_;
  Index groups_;
  std::vector<Demonym> demonyms_;
  std::shared_ptr<gazetteer::Gazetteer const> gazetteer_;
  std::vector<EntityIndex> standing_for_;                               // by place of the gazetteer
  std::unordered_map<EntityIndex, gazetteer::PlaceIndex> compiled_of_;  // listed places that stand for one
  std::unique_ptr<MadeEntities> made_;
};

}  // namespace rasid::entities
