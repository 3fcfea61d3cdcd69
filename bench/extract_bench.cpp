// How fast the text is read: fold, document, names; beside ICU's own way to fold and to split words.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "extractors/names/phrase_table.h"
#include "extractors/text/document.h"
#include "extractors/text/fold.h"

namespace {

using namespace rasid;

constexpr std::string_view arabic_letters[] = {"ا", "ل", "ي", "م", "و", "ن", "ر", "ت", "ب", "ة",
                                               "ع", "د", "س", "ف", "ه", "ك", "ق", "أ", "ح", "ج",
                                               "ش", "ط", "ص", "خ", "إ", "ى", "ض", "آ", "غ"};

/// Words of random letters, three in four Arabic, the rest Latin; names are pairs of them.
class Corpus {
 public:
  Corpus() {
    for (int i = 0; i < 50'000; ++i) words_.push_back(word());
    for (int i = 0; i < 200; ++i) articles_.push_back(article());
    for (std::string const& each : articles_) bytes_ += each.size();
  }

  [[nodiscard]] std::vector<std::string> names(std::size_t count) {
    random_.seed(static_cast<unsigned>(count));  // the same names however often a benchmark asks
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(some_word() + " " + some_word());
    return out;
  }
  [[nodiscard]] std::vector<std::string> const& articles() const { return articles_; }
  [[nodiscard]] std::int64_t bytes() const { return static_cast<std::int64_t>(bytes_); }

 private:
  std::string word() {
    std::string out;
    bool const arabic = random_() % 4 != 0;
    for (auto n = 2 + random_() % 6; n > 0; --n) {
      out += arabic ? std::string(arabic_letters[random_() % std::size(arabic_letters)])
                    : std::string(1, static_cast<char>('a' + random_() % 26));
    }
    return out;
  }
  std::string const& some_word() {
    double const uniform = static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
    return words_[static_cast<std::size_t>(uniform * uniform * uniform * static_cast<double>(words_.size() - 1))];
  }
  std::string article() {
    std::string out;
    while (out.size() < 3000) {
      out += some_word();
      out += random_() % 12 == 0 ? ". " : random_() % 60 == 0 ? "\n\n" : " ";
    }
    return out;
  }

  std::mt19937 random_{42};
  std::vector<std::string> words_;
  std::vector<std::string> articles_;
  std::size_t bytes_ = 0;
};

Corpus& corpus() {
  static Corpus shared;
  return shared;
}

template <class Each>
void over_articles(benchmark::State& state, Each&& each) {
  for (auto _ : state) {
    for (std::string const& article : corpus().articles()) each(article);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * corpus().bytes());
}

void fold_with_its_map(benchmark::State& state) {
  over_articles(state, [](std::string const& article) { benchmark::DoNotOptimize(text::fold_with_map(article)); });
}
BENCHMARK(fold_with_its_map)->Unit(benchmark::kMillisecond);

void fold_alone(benchmark::State& state) {
  over_articles(state, [](std::string const& article) { benchmark::DoNotOptimize(text::fold(article)); });
}
BENCHMARK(fold_alone)->Unit(benchmark::kMillisecond);

void document(benchmark::State& state) {
  over_articles(state, [](std::string const& article) { benchmark::DoNotOptimize(text::Document("", article)); });
}
BENCHMARK(document)->Unit(benchmark::kMillisecond);

void find_names(benchmark::State& state) {
  names::PhraseTable const table(corpus().names(static_cast<std::size_t>(state.range(0))), 1);
  std::vector<text::Document> documents;
  for (std::string const& article : corpus().articles()) documents.emplace_back("", article);
  std::vector<names::Hit> hits;
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (text::Document const& each : documents) {
      hits.clear();
      table.find(each, hits);
      found += hits.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * corpus().bytes());
  state.counters["hits"] = static_cast<double>(found);
  state.counters["bytes_per_name"] = static_cast<double>(table.bytes()) / static_cast<double>(state.range(0));
}
BENCHMARK(find_names)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void build_table(benchmark::State& state) {
  std::vector<std::string> const names = corpus().names(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(names::PhraseTable(names, 1));
}
BENCHMARK(build_table)->Arg(100'000)->Unit(benchmark::kMillisecond);

void icu_fold_and_words(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::unique_ptr<icu::BreakIterator> const words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  over_articles(state, [&](std::string const& article) {
    icu::UnicodeString const folded = fold->normalize(icu::UnicodeString::fromUTF8(article), status);
    words->setText(folded);
    std::int32_t count = 0;
    while (words->next() != icu::BreakIterator::DONE) ++count;
    benchmark::DoNotOptimize(count);
  });
}
BENCHMARK(icu_fold_and_words)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
