#pragma once

#include <functional>
#include <istream>
#include <vector>

#include "extractors/gazetteer/compile/source_place.h"
#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Reads GeoNames' table of settlements (19 tab-separated columns, download.geonames.org/export/dump/readme.txt).
/// Lines that are no such rows are left out; an error where not one is. `read` is told the bytes of each line.
/// Bounded: lines of 1 MiB, 2,000,000 places.
Result<std::vector<SourcePlace>> read_geonames_table(std::istream& in,
                                                     std::function<void(std::size_t)> const& read = {});

}  // namespace rasid::gazetteer
