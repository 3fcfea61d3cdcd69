#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/gazetteer/layout.h"

namespace rasid::gazetteer {

/// A name as a source gives it.
struct SourceName {
  std::string text;
  std::string language;  // one of `languages`, or empty
  std::uint8_t how = bears_unlabelled;
};

/// A place on its way into the file.
struct SourcePlace {
  std::uint32_t id = 0;  // GeoNames; 0 for countries and regions
  std::string label;
  std::string ascii;  // the label in plain letters, for the key
  Kind kind = Kind::village;
  double latitude = 0;
  double longitude = 0;
  std::uint64_t population = 0;
  std::string country;  // ISO 3166-1 alpha-2
  std::string first;    // GeoNames' codes of its first and second level regions; may be empty
  std::string second;
  std::uint8_t seat = 0;  // as PlaceRow's
  std::vector<SourceName> names;
};

}  // namespace rasid::gazetteer
