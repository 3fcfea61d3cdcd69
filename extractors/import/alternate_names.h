#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/import/importer.h"

namespace rasid::imports {

/// Adds the names of GeoNames' alternateNamesV2 (10 tab-separated columns, each name with its language) to places that
/// are kept already. Historic names, links, postal and airport codes are left out.
class AlternateNames {
 public:
  /// `places` must stay where they are; `languages` (all where empty) are those wanted.
  AlternateNames(std::vector<Imported>& places, std::vector<std::string> languages);

  /// What is wrong with the line, or empty.
  std::string line(std::string_view line);

 private:
  std::unordered_map<std::string, entities::Entity*> by_key_;
  std::vector<std::string> languages_;
};

}  // namespace rasid::imports
