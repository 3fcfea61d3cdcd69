// Any bytes as a compiled gazetteer: refused, or every question is answered from inside them.
#include <cstdlib>
#include <cstring>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/gazetteer/gazetteer.h"
#include "extractors/gazetteer/names_near.h"
#include "extractors/places/places.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace rasid;
  std::vector<std::uint64_t> aligned(size / 8 + 1);
  if (size != 0) std::memcpy(aligned.data(), data, size);
  auto const atlas = gazetteer::Gazetteer::read({reinterpret_cast<char const*>(aligned.data()), size}, true);
  if (!atlas) return 0;
  for (std::uint32_t i = 0; i < (*atlas)->size(); ++i) {
    gazetteer::PlaceIndex const place{i};
    static_cast<void>((*atlas)->by_key((*atlas)->key(place)));
    std::size_t levels = 0;
    for (auto at = std::optional(place); at; at = (*atlas)->within(*at)) {
      if (++levels > gazetteer::kind_names.size()) std::abort();
    }
  }
  gazetteer::for_names_near(**atlas, "Mosull", [](std::string_view) {});
  auto const catalogue = std::make_shared<entities::Catalogue const>(std::vector<entities::Entity>{}, *atlas);
  static_cast<void>(catalogue->places_named("Paris, Texas"));
  static text::Document const document(
      {}, "Mosul, Iraq. Paris (Texas). Al Mawsil South Gate. هجوم بالموصل في العراق. Мосул. Lutetia");
  std::vector<Mention> found;
  places::make_place_extractor(catalogue, 1)->extract(document, {}, found);
  for (Mention const& mention : found) {
    if (mention.range.end > document.text().size() || static_cast<std::size_t>(mention.entity) >= catalogue->size())
      std::abort();
    static_cast<void>((*catalogue)[mention.entity]);
  }
  return 0;
}
