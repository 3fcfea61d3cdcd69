// How fast are bytes turned into the fields of a feed, beside the tree that pugixml makes of the same bytes and does
// nothing with? One core, the captured feeds of RASID_FEEDS_DIR (any folder of feeds; each file as often as it takes).
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "daemon/feeds/feed.h"

namespace {

using namespace rasid;

struct Documents {
  std::vector<std::string> all;
  std::int64_t bytes = 0;
};

Documents captured(bool only_xml) {
  Documents out;
  char const* const folder = std::getenv("RASID_FEEDS_DIR");
  if (folder == nullptr || !std::filesystem::exists(folder)) return out;
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto const first = bytes.find_first_not_of(" \t\r\n");
    if (only_xml && first != std::string::npos && bytes[first] == '{') continue;
    out.bytes += static_cast<std::int64_t>(bytes.size());
    out.all.push_back(std::move(bytes));
  }
  return out;
}

template <class Work>
void over(benchmark::State& state, Documents const& documents, Work work) {
  if (documents.all.empty()) return state.SkipWithError("RASID_FEEDS_DIR names no folder of feeds");
  for (auto _ : state) {
    for (auto const& bytes : documents.all) work(bytes);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * documents.bytes);
}

void fields_of(std::string const& bytes) {
  auto feed = feeds::parse_feed(bytes, {.base_url = "https://a.example/feed", .content_type = {}, .limits = {}});
  benchmark::DoNotOptimize(feed);
}

void all_feeds_to_fields(benchmark::State& state) {
  over(state, captured(false), fields_of);
}
BENCHMARK(all_feeds_to_fields)->Unit(benchmark::kMillisecond);

void xml_feeds_to_fields(benchmark::State& state) {
  over(state, captured(true), fields_of);
}
BENCHMARK(xml_feeds_to_fields)->Unit(benchmark::kMillisecond);

void xml_feeds_to_a_raw_tree(benchmark::State& state) {
  over(state, captured(true), [](std::string const& bytes) {
    pugi::xml_document document;
    benchmark::DoNotOptimize(document.load_buffer(bytes.data(), bytes.size()));
  });
}
BENCHMARK(xml_feeds_to_a_raw_tree)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
