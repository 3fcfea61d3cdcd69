// How many news pages a second are read, and how much of that is building the tree, which no extractor that uses a
// tree can save.
#include <benchmark/benchmark.h>
#include <gumbo.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "extractors/charset/charset.h"
#include "extractors/page/meta_charset.h"
#include "extractors/page/page.h"
#include "extractors/page/simplify.h"
#include "extractors/page/tree.h"

namespace {

using namespace rasid;
namespace fs = std::filesystem;

struct GzClose {
  void operator()(gzFile_s* file) const noexcept { gzclose(file); }
};

std::string inflated(fs::path const& path) {
  std::unique_ptr<gzFile_s, GzClose> const file(gzopen(path.c_str(), "rb"));
  std::string out;
  std::array<char, 65536> room{};
  for (int n = 0; file && (n = gzread(file.get(), room.data(), room.size())) > 0;)
    out.append(room.data(), static_cast<std::size_t>(n));
  return out;
}

/// The pages as sent, in the order of their names.
std::vector<std::string> read_pages() {
  std::vector<fs::path> paths;
  for (char const* const set : {"full", "seg"}) {
    fs::path const folder = fs::path(RASID_SHARED_DIR) / "corpora/articles" / set;
    if (!fs::is_directory(folder)) continue;
    for (auto const& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> pages;
  for (fs::path const& path : paths) pages.push_back(inflated(path));
  return pages;
}

struct Pages {
  std::vector<std::string> sent = read_pages();
  std::vector<std::string> decoded;  // as UTF-8
  std::size_t bytes = 0;

  Pages() {
    for (std::string const& page : sent) {
      decoded.push_back(charset::to_utf8(page, {page::meta_charset(page)}).text);
      bytes += page.size();
    }
  }
};

Pages const& pages() {
  static Pages const shared;
  return shared;
}

template <class Each>
void over(benchmark::State& state, std::vector<std::string> const& all, Each&& each) {
  if (all.empty()) return state.SkipWithError("no pages in " RASID_SHARED_DIR "/corpora/articles");
  for (auto _ : state) {
    for (std::string const& page : all) each(page);
  }
  auto const count = static_cast<double>(state.iterations()) * static_cast<double>(all.size());
  state.counters["pages/s"] = benchmark::Counter(count, benchmark::Counter::kIsRate);  // of CPU time
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(pages().bytes));
}

void extract(benchmark::State& state) {
  over(state, pages().sent, [](std::string const& page) {
    benchmark::DoNotOptimize(page::extract_page(page, "text/html", "https://news.example/a"));
  });
}
BENCHMARK(extract)->Unit(benchmark::kMillisecond);

void gumbo_alone_on_the_page_as_sent(benchmark::State& state) {
  over(state, pages().decoded, [](std::string const& page) {
    GumboOutput* const tree = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    benchmark::DoNotOptimize(tree);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
  });
}
BENCHMARK(gumbo_alone_on_the_page_as_sent)->Unit(benchmark::kMillisecond);

void simplify_and_our_tree(benchmark::State& state) {
  over(state, pages().decoded, [](std::string const& page) {
    benchmark::DoNotOptimize(page::Tree(page::simplify(page), page::Tree::Scope::document).root());
  });
}
BENCHMARK(simplify_and_our_tree)->Unit(benchmark::kMillisecond);

void gumbo_alone_on_the_simplified_page(benchmark::State& state) {
  std::vector<std::string> simplified;
  for (std::string const& page : pages().decoded) simplified.push_back(page::simplify(page).html);
  over(state, simplified, [](std::string const& page) {
    GumboOutput* const tree = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    benchmark::DoNotOptimize(tree);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
  });
}
BENCHMARK(gumbo_alone_on_the_simplified_page)->Unit(benchmark::kMillisecond);

void decode_and_simplify(benchmark::State& state) {
  over(state, pages().sent, [](std::string const& page) {
    benchmark::DoNotOptimize(page::simplify(charset::to_utf8(page, {page::meta_charset(page)}).text));
  });
}
BENCHMARK(decode_and_simplify)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
