#include "extractors/gazetteer/compile/notice.h"

namespace rasid::gazetteer {

std::string_view notice() {
  return "Settlements, regions, populations, coordinates and names: GeoNames (https://www.geonames.org/), licensed "
         "under "
         "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); selected, cleaned and compiled.\n"
         "Names of settlements by language: GeoNames, CC BY 4.0, through libgeonames.\n"
         "Names of countries: Unicode CLDR, Unicode licence.\n"
         "Names of provinces: iso-codes (ISO 3166-2 and its translations), LGPL 2.1 or later.\n";
}

}  // namespace rasid::gazetteer
