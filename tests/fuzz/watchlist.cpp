// Any bytes as a watchlist: read, linked and asked without a crash.
#include <cstdlib>

#include "extractors/entities/watchlist.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  auto const file = rasid::yaml::parse("fuzz.yaml", std::string_view(reinterpret_cast<char const*>(data), size));
  if (!file) return 0;
  rasid::entities::Loaded loaded = rasid::entities::read_watchlist(*file);
  for (rasid::Diagnostic const& problem : loaded.problems) static_cast<void>(rasid::render(problem));
  for (rasid::entities::Listed const& listed : loaded.entities) {
    if (listed.entity.key.empty()) std::abort();
  }
  if (auto linked = rasid::entities::link(std::move(loaded.entities))) {
    rasid::entities::Catalogue const catalogue(std::move(*linked));
    for (rasid::entities::Entity const& entity : catalogue.all()) {
      if (catalogue.actors_named(entity.key).empty() && catalogue.places_named(entity.key).empty()) std::abort();
    }
  }
  return 0;
}
