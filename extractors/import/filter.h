#pragma once

#include "extractors/import/importer.h"

namespace rasid::imports {

/// What of a list is wanted; an empty list means all.
struct Filter {
  std::vector<std::string> topics;
  std::vector<std::string> countries;  // any case
  std::vector<std::string> types;      // person, organisation, place
  std::vector<std::string> languages;  // of names; those without a language stay
  std::uint64_t least_population = 0;  // of places
};

/// Takes the names of unwanted languages off; false where the entity is not wanted, or no name is left.
bool wanted(Filter const& filter, Imported& imported);

}  // namespace rasid::imports
