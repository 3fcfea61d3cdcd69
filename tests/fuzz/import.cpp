// Any bytes as a list to import: the first says which kind. Whatever is emitted can be written and is a valid
// watchlist.
#include <cstdlib>
#include <sstream>

#include "extractors/entities/listed.h"
#include "extractors/import/alternate_names.h"
#include "extractors/import/filter.h"
#include "extractors/import/write_watchlist.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace rasid;
  if (size == 0) return 0;
  static constexpr std::array<char const*, 5> sources = {"opensanctions", "wikidata", "jrc-names", "popolo",
                                                         "geonames"};
  auto const importer = imports::make_importer(sources[data[0] % sources.size()]);
  std::string_view text(reinterpret_cast<char const*>(data) + 1, size - 1);
  std::ostringstream out;
  imports::WatchlistWriter writer(out, data[0] % 2 == 0 ? imports::Form::table : imports::Form::yaml, {});
  std::vector<imports::Imported> places;
  imports::Emit const emit = [&](imports::Imported imported) {
    if (!entities::is_key(imported.entity.key) || imported.entity.names.empty()) std::abort();
    if (!imports::wanted({.languages = {"ar", "en"}}, imported)) return;
    writer.write(imported.entity);
    if (imported.entity.kind == EntityKind::place) places.push_back(std::move(imported));
  };
  std::string_view rest = text;
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find('\n'), rest.size());
    static_cast<void>(importer->line(rest.substr(0, end), emit));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  static_cast<void>(importer->finish(emit));
  imports::AlternateNames alternates(places, {});
  static_cast<void>(alternates.line(text));
  writer.finish();
  return 0;
}
