#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "extractors/gazetteer/compile/source_place.h"
#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// A region of ISO 3166-2: "US-TX", Texas.
struct Subdivision {
  std::string code;
  std::string name;
};

/// Reads iso-codes' iso_3166-2.json. At most 64 MiB.
Result<std::vector<Subdivision>> read_subdivisions(std::string_view json);

/// Gives the provinces among `regions` the names that ISO 3166-2 and its translations (message catalogues below
/// `locales`, any of which may be absent) have for them. A province is known by its code where GeoNames uses ISO's (the
/// United States, Switzerland, Belgium …), else by its name.
void name_provinces(std::vector<SourcePlace>& regions, std::vector<Subdivision> const& subdivisions,
                    std::filesystem::path const& locales);

}  // namespace rasid::gazetteer
