// Any bytes as a gazetteer: bounded, and what is accepted is what the format allows.
#include <cstdlib>
#include <sstream>

#include "extractors/entities/gazetteer.h"
#include "extractors/entities/listed.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<char const*>(data), size));
  rasid::entities::Loaded loaded = rasid::entities::read_gazetteer(in, "fuzz.tsv");
  for (rasid::Diagnostic const& problem : loaded.problems) static_cast<void>(rasid::render(problem));
  if (loaded.problems.empty()) {
    for (rasid::entities::Listed const& listed : loaded.entities) {
      if (!rasid::entities::is_key(listed.entity.key)) std::abort();
    }
    if (auto linked = rasid::entities::link(std::move(loaded.entities))) {
      rasid::entities::Catalogue const catalogue(std::move(*linked));
      static_cast<void>(catalogue.places_like("baghdad"));
    }
  }
  return 0;
}
