#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/gazetteer/compile/source_place.h"
#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Names of regions by GeoNames' code: "IQ.15" is Nineveh, "US.TX.029" a county of Texas.
using RegionNames = std::unordered_map<std::string, std::string>;

/// Reads a list [{"code": "IQ.15", "name": "Nineveh"}, …] and adds it to `out`. At most 64 MiB, 1,000,000 regions.
Result<> read_region_names(std::string_view json, RegionNames& out);

/// Makes the countries and regions that the settlements lie in and that have a name: named by `names` and, countries,
/// by CLDR; their population the sum of their settlements', their point the middle of the land that is settled (the
/// mean of the half-degree squares that hold a settlement), so that a large city does not pull a country to it.
std::vector<SourcePlace> make_regions(std::vector<SourcePlace> const& settlements, RegionNames const& names);

}  // namespace rasid::gazetteer
