#include "extractors/gazetteer/names_near.h"

#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::gazetteer {
namespace {

constexpr std::size_t most_bytes_apart = 6;  // three letters of two bytes
constexpr std::uint32_t least_population = 1000;

}  // namespace

void for_names_near(Gazetteer const& gazetteer, std::string_view word,
                    std::function<void(std::string_view)> const& each) {
  std::string const wanted = text::fold(word);
  if (wanted.empty()) return;
  std::string_view const first = std::string_view(wanted).substr(0, decode(wanted, 0).bytes);
  for (std::uint32_t i = 0; i < gazetteer.name_count(); ++i) {
    std::string_view const name = gazetteer.folded(i);
    std::size_t const apart = std::max(name.size(), wanted.size()) - std::min(name.size(), wanted.size());
    if (!name.starts_with(first) || apart > most_bytes_apart) continue;
    for (BearerRow const& bearer : gazetteer.bearers(i)) {
      if (bearer.how == bears_unlabelled || gazetteer[PlaceIndex{bearer.place}].population < least_population) continue;
      each(gazetteer.written(bearer));
      break;
    }
  }
}

}  // namespace rasid::gazetteer
