#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/actors/transliteration.h"
#include "extractors/entities/catalogue.h"

namespace rasid::actors {

/// Which habit of writers gave a variant.
enum class VariantRule : std::uint8_t {
  listed,           // the user's own, under `variants:`
  spelling,         // articles, joined and split words, order: spellings_of()
  shortened,        // middle names and patronymics left out
  initials,         // D. Trump
  romanisation,     // another Latin spelling
  transliteration,  // carried into another script
  surname,          // the family name alone; needs other evidence in the article
};
[[nodiscard]] std::string_view to_text(VariantRule rule);

/// A generated way to write a listed actor.
struct Variant {
  std::string text;  // as a reader expects it
  Script script = Script::other;
  VariantRule rule = VariantRule::spelling;
  float score = 0;            // 0 … 1: a mention's confidence
  bool ambiguous = false;     // counts only with other evidence in the article
  std::string of;             // the listed name it was made from
  std::string_view language;  // of that name where both share a script, or empty; points into the catalogue

  friend bool operator==(Variant const&, Variant const&) = default;
};

/// Makes the variants of listed actors. Immutable; safe to use from many threads. The catalogue must outlive it.
class VariantMaker {
 public:
  explicit VariantMaker(entities::Catalogue const& catalogue);

  /// Best first within a script. Deduplicated by their fold; none is a name that anybody is listed by, or one that the
  /// entry refuses (`not_names`). At most `most_in_script` for each script, those of spellings_of() apart.
  [[nodiscard]] std::vector<Variant> variants_of(EntityIndex actor) const;

  static constexpr std::size_t most_in_script = 48;
  static constexpr std::size_t most_of_organisation = 8;
  static constexpr std::size_t most_surnames = 6;  // for each script

 private:
  entities::Catalogue const& catalogue_;
  Transliteration table_;
};

}  // namespace rasid::actors
