// Any bytes as a table of actors, and as a table of titles.
#include <cstdlib>
#include <sstream>

#include "extractors/entities/actor_table.h"
#include "extractors/entities/offices.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace rasid;
  std::string const text(reinterpret_cast<char const*>(data), size);
  std::istringstream rows(std::string(entities::actor_columns()) + "\n" + text);
  entities::Loaded const loaded = entities::read_actor_table(rows, "fuzz.tsv");
  for (Diagnostic const& problem : loaded.problems) static_cast<void>(render(problem));
  for (entities::Listed const& listed : loaded.entities) {
    if (loaded.problems.empty() && (!entities::is_key(listed.entity.key) || listed.entity.names.empty())) std::abort();
  }
  std::istringstream titles("concept\tkind\tlang\tform\n" + text);
  entities::Offices offices;
  Diagnostics problems;
  entities::read_titles(titles, "fuzz.tsv", offices, problems);
  return 0;
}
