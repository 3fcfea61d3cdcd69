#pragma once

#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"

namespace rasid::entities {

/// A country's names in the languages news is read in here, from the Unicode CLDR (through ICU): "Iraq", "العراق",
/// "עיראק", "Ирак" for IQ. Empty where CLDR knows no such country. `code` is ISO 3166-1 alpha-2.
std::vector<Name> country_names(std::string_view code);

}  // namespace rasid::entities
