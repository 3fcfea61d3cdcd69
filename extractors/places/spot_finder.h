#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/names/phrase_table.h"
#include "extractors/places/spot.h"
#include "extractors/text/document.h"

namespace rasid::places {

/// A word that tells of a country without naming it: "Iraqi".
struct DemonymHit {
  std::string_view country;  // ISO 3166-1 alpha-2
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
};

/// Where a document may name places, and what else in it tells of countries.
struct Findings {
  std::vector<Spot> spots;  // ascending, none overlapping
  std::vector<DemonymHit> demonyms;
};

/// Finds the names of places: listed ones and their case forms, those of the gazetteer, and demonyms. Immutable; may be
/// asked from many threads.
class SpotFinder {
 public:
  SpotFinder(std::shared_ptr<entities::Catalogue const> catalogue, std::uint64_t seed);

  /// `actors`: what the extractors before found. A name inside a longer name of an actor is no spot.
  [[nodiscard]] Findings find(text::Document const& document, std::string_view language,
                              std::vector<Mention> const& actors) const;

 private:
  struct Listed {
    EntityIndex place{};
    bool ambiguous = false;
    NameQuality quality = NameQuality::listed;
    std::string_view language;    // of the listed name, where it tells in which articles that may stand alone
    std::string_view demonym_of;  // a country's code: no name of a place, but a demonym
  };
  struct Phrases {
    std::vector<std::string> texts;
    std::vector<Listed> listed;
  };

  static Phrases phrases_of(entities::Catalogue const& catalogue);
  void add_listed(text::Document const& document, std::string_view language, Findings& out,
                  std::vector<Spot>& raw) const;
  void add_compiled(text::Document const& document, std::string_view language, std::vector<Spot>& raw) const;

  std::shared_ptr<entities::Catalogue const> catalogue_;
  Phrases phrases_;
  names::PhraseTable table_;
};

}  // namespace rasid::places
