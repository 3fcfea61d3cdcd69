#pragma once

#include <string>
#include <vector>

namespace rasid::entities {

/// The kinds of place a file may name, from the largest to the smallest, then those without a size.
inline std::vector<std::string> const& place_kinds() {
  static std::vector<std::string> const all = {
      "continent", "region", "country", "province", "county",  "city",     "town",    "village", "district",
      "camp",      "site",   "seat",    "base",     "nuclear", "crossing", "airport", "port",    "island",
      "mountain",  "river",  "canal",   "strait",   "sea",     "border",   "other"};
  return all;
}

}  // namespace rasid::entities
