#pragma once

#include <string>
#include <vector>

#include "extractors/import/filter.h"

namespace rasid::cli {

struct ImportOptions {
  std::string source;           // opensanctions, wikidata, jrc-names, popolo, geonames
  std::string file;             // "-" for standard input
  std::string output;           // standard output where empty
  std::string alternate_names;  // GeoNames' alternateNamesV2; may be empty
  std::string variants = "spellings";
  std::vector<std::string> groups;
  imports::Filter filter;
  bool strict = false;  // a line that cannot be read fails the command
};
/// Makes a watchlist of somebody else's list.
int import_list(ImportOptions const& options);

}  // namespace rasid::cli
