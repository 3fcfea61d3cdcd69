// Variants of listed names: how many a second, and what share of the spellings that people listed is made from the
// English name alone. Reads shared tables where they are (RASID_SHARED_DIR); nothing here is tuned to them.
#include <benchmark/benchmark.h>

#include <fstream>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "extractors/actors/variants.h"
#include "extractors/text/fold.h"

namespace {

using namespace rasid;

struct Row {
  EntityKind kind = EntityKind::person;
  std::vector<entities::Name> names;
};

std::vector<Row> rows_of(std::string const& path) {
  std::vector<Row> out;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto const first = line.find('\t');
    auto const second = line.find('\t', first + 1);
    auto const third = line.find('\t', second + 1);
    Row row{line.substr(first + 1, second - first - 1) == "person" ? EntityKind::person : EntityKind::organisation, {}};
    std::string const names = line.substr(second + 1, third - second - 1);
    for (std::size_t at = 0; at < names.size();) {
      std::size_t const end = std::min(names.find('|', at), names.size());
      std::string const item = names.substr(at, end - at);
      if (auto const colon = item.find(':'); colon != std::string::npos)
        row.names.push_back({item.substr(colon + 1), item.substr(0, colon)});
      at = end + 1;
    }
    out.push_back(std::move(row));
  }
  return out;
}

bool is_several_words(std::string const& folded) {
  return folded.find(' ') != std::string::npos;
}

/// From all English names of several words: which of the others of several words are made.
void measure(char const* what, std::vector<Row> const& rows, std::size_t every) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_language;
  std::size_t actors = 0;
  std::size_t made = 0;
  for (std::size_t i = 0; i < rows.size(); i += every) {
    if (rows[i].kind != EntityKind::person) continue;
    entities::Entity actor{.key = "one", .kind = rows[i].kind};
    for (entities::Name const& name : rows[i].names) {
      if (name.language == "en" && is_several_words(text::fold(name.text))) actor.names.push_back(name);
    }
    if (actor.names.empty()) continue;
    actor.names.resize(1);  // the English name alone
    actor.label = actor.names[0].text;
    std::vector<entities::Entity> all;
    all.push_back(std::move(actor));
    entities::Catalogue const catalogue(std::move(all));
    std::unordered_set<std::string> found;
    for (auto const& variant : actors::VariantMaker(catalogue).variants_of(EntityIndex{0}))
      found.insert(text::fold(variant.text));
    ++actors;
    made += found.size();
    found.insert(text::fold(catalogue.all()[0].names[0].text));
    for (entities::Name const& name : rows[i].names) {
      std::string const folded = text::fold(name.text);
      if (!is_several_words(folded)) continue;
      auto& [hits, total] = by_language[name.language];
      ++total;
      hits += found.contains(folded) ? 1 : 0;
    }
  }
  fmt::print("{}: {} persons, {:.0f} variants each\n", what, actors,
             static_cast<double>(made) / static_cast<double>(actors));
  for (char const* const language : {"ar", "fa", "he", "ru", "en"}) {
    auto const [hits, total] = by_language[language];
    if (total != 0)
      fmt::print("  {}: {} of {} ({:.1f} %)\n", language, hits, total,
                 100.0 * static_cast<double>(hits) / static_cast<double>(total));
  }
}

void make_variants(benchmark::State& state) {
  std::vector<entities::Entity> all;
  for (char const* const name : {"Mustafa al-Kadhimi", "Esmail Qaani", "Hossein Amir-Abdollahian", "Donald Trump"}) {
    entities::Entity actor{.key = fmt::format("a{}", all.size()), .kind = EntityKind::person, .label = name};
    actor.names.push_back({name, "en"});
    all.push_back(std::move(actor));
  }
  std::size_t const size = all.size();
  entities::Catalogue const catalogue(std::move(all));
  actors::VariantMaker const maker(catalogue);
  std::size_t made = 0;
  std::size_t at = 0;
  for (auto _ : state) {
    auto const variants = maker.variants_of(static_cast<EntityIndex>(at++ % size));
    made += variants.size();
    benchmark::DoNotOptimize(variants.data());
  }
  state.counters["variants/s"] = benchmark::Counter(static_cast<double>(made), benchmark::Counter::kIsRate);
  state.counters["actors/s"] = benchmark::Counter(static_cast<double>(at), benchmark::Counter::kIsRate);
}
BENCHMARK(make_variants);

}  // namespace

int main(int argc, char** argv) {
  std::string const folder = RASID_SHARED_DIR "/gazetteer/";
  if (std::ifstream(folder + "curated_actors.tsv")) {
    measure("curated_actors.tsv", rows_of(folder + "curated_actors.tsv"), 1);
    measure("reference/actors.tsv, every 20th", rows_of(folder + "reference/actors.tsv"), 20);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
