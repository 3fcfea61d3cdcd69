// How fast an article becomes mentions, all extractors together with the catalogue that is shipped, and where the time
// goes: the document, its language, the names.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "bench/matcher/mixed_corpus.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/extraction/extraction.h"
#include "extractors/language/language.h"
#include "extractors/text/document.h"
#include "extractors/text/sentences.h"

namespace {

using namespace rasid;

struct World {
  std::shared_ptr<entities::Catalogue const> catalogue;
  std::unique_ptr<Extractors> extractors;
  std::vector<Article> articles;
  std::int64_t bytes = 0;

  World() {
    auto loaded = entities::load_catalogue(RASID_CONFIG_DIR);
    if (!loaded) std::abort();
    catalogue = *loaded;
    extractors = std::make_unique<Extractors>(catalogue);
    std::vector<std::string> names;
    for (entities::Entity const& each : catalogue->all()) {
      for (entities::Name const& name : each.names) names.push_back(name.text);
    }
    bench::MixedCorpus const corpus(std::move(names), 1'000, bench::named);
    for (std::string const& text : corpus.articles) {
      Article article;
      article.body = text;
      articles.push_back(std::move(article));
      bytes += static_cast<std::int64_t>(text.size());
    }
  }
};

World& world() {
  static World shared;
  return shared;
}

template <class Each>
void over_articles(benchmark::State& state, Each&& each) {
  World& all = world();
  for (auto _ : state) {
    for (Article const& article : all.articles) each(article);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * all.bytes);
}

void extract(benchmark::State& state) {
  std::size_t mentions = 0;
  over_articles(state,
                [&](Article const& article) { mentions += world().extractors->extract(article).mentions.size(); });
  state.counters["mentions_an_article"] =
      static_cast<double>(mentions) / static_cast<double>(state.iterations() * world().articles.size());
}
BENCHMARK(extract)->Unit(benchmark::kMillisecond);

void document(benchmark::State& state) {
  over_articles(state, [](Article const& article) { benchmark::DoNotOptimize(text::Document(article)); });
}
BENCHMARK(document)->Unit(benchmark::kMillisecond);

void sentences(benchmark::State& state) {
  std::vector<ByteRange> out;
  over_articles(state, [&](Article const& article) {
    out.clear();
    text::split_sentences(article.body, {0, static_cast<std::uint32_t>(article.body.size())}, out);
  });
}
BENCHMARK(sentences)->Unit(benchmark::kMillisecond);

void language(benchmark::State& state) {
  over_articles(state,
                [](Article const& article) { benchmark::DoNotOptimize(language::detect_language(article.body)); });
}
BENCHMARK(language)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
