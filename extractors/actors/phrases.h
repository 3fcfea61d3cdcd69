#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"

namespace rasid::actors {

/// Whose a phrase is, and what finding it is worth.
struct Listed {
  EntityIndex entity{};
  Method method = Method::name;
  bool ambiguous = false;     // counts only with other evidence in the article
  bool surname = false;       // a family name alone, of which references.h decides
  std::uint16_t role = 0;     // index into the entity's roles, where it is one
  float confidence = 1.0F;    // of a mention
  std::string_view language;  // of the listed name, where it tells in which articles that may stand alone
};

/// Everything by which the catalogue's actors are found: their names, the variants and case forms of these, and their
/// roles in every wording. `listed` goes with `texts`. The catalogue must outlive it.
struct Phrases {
  std::vector<std::string> texts;
  std::vector<Listed> listed;

  void add(std::string text, Listed entry) {
    texts.push_back(std::move(text));
    listed.push_back(entry);
  }
};

Phrases phrases_of(entities::Catalogue const& catalogue);

}  // namespace rasid::actors
