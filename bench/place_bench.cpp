// The compiled gazetteer: how long it takes to open and to join, and how fast places are found and resolved with it.
//   build/release/bench/place_bench          uses build/release/share/rasid/gazetteer.bin and config/
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "extractors/entities/load_catalogue.h"
#include "extractors/places/places.h"

namespace {

using namespace rasid;

std::filesystem::path const file = RASID_GAZETTEER;

std::shared_ptr<gazetteer::Gazetteer const> open_or_stop() {
  auto opened = gazetteer::Gazetteer::open(file);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().message());
    std::exit(1);
  }
  return *std::move(opened);
}

std::shared_ptr<entities::Catalogue const> catalogue(bool with_gazetteer) {
  auto loaded = entities::load_catalogue(RASID_SOURCE_DIR "/config", with_gazetteer ? open_or_stop() : nullptr);
  return loaded ? *std::move(loaded) : std::make_shared<entities::Catalogue const>();
}

/// The texts of the entity corpora, English and Arabic; nothing where they are absent.
std::vector<text::Document> const& documents() {
  static std::vector<text::Document> const all = [] {
    std::vector<text::Document> out;
    for (char const* name : {"geovirus", "re3d", "wikigold", "anercorp", "aqmar", "wojood_sample"}) {
      std::ifstream in(fmt::format("{}/corpora/ner/{}.jsonl", RASID_SHARED_DIR, name));
      for (std::string line; std::getline(in, line);) {
        out.emplace_back(std::string_view{}, boost::json::parse(line).at("text").as_string().subview());
      }
    }
    return out;
  }();
  return all;
}

void open(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(open_or_stop());
}
BENCHMARK(open)->Unit(benchmark::kMillisecond);

void load_catalogue(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(catalogue(state.range(0) != 0));
}
BENCHMARK(load_catalogue)->Arg(0)->Arg(1)->ArgName("gazetteer")->Unit(benchmark::kMillisecond);

void find_places(benchmark::State& state) {
  auto const extractor = places::make_place_extractor(catalogue(state.range(0) != 0), 42);
  if (documents().empty()) return state.SkipWithError("no corpora");
  std::size_t bytes = 0;
  std::size_t mentions = 0;
  for (auto _ : state) {
    mentions = 0;
    for (text::Document const& document : documents()) {
      std::vector<Mention> found;
      extractor->extract(document, {}, found);
      mentions += found.size();
      bytes += document.text().size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.counters["mentions"] = static_cast<double>(mentions);
}
BENCHMARK(find_places)->Arg(0)->Arg(1)->ArgName("gazetteer")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
