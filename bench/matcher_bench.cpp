// How fast names are found in text, whatever their number: beside Vectorscan, ICU's way to words, and what the memory
// and the fold alone allow. Speeds count only where the hits were equal.
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "bench/matcher/mixed_corpus.h"
#include "bench/matcher/vectorscan.h"
#include "extractors/names/phrase_table.h"
#include "extractors/text/fold.h"

namespace {

using namespace rasid;
using bench::MixedCorpus;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Seconds of the quickest of some runs: others use the machine too.
double best_of(int runs, std::function<void()> const& work) {
  double best = 1e9;
  for (int i = 0; i < runs; ++i) {
    double const begin = processor_seconds();
    work();
    best = std::min(best, processor_seconds() - begin);
  }
  return best;
}

double rate(std::size_t bytes, double seconds) {
  return static_cast<double>(bytes) / seconds / 1e6;
}

void row(std::string_view what, double megabytes_a_second, std::string_view more = {}) {
  fmt::print("| {:<58} | {:>8.0f} | {}\n", what, megabytes_a_second, more);
  std::fflush(stdout);
}

/// A hit as every engine can tell it: the article and the name.
using Hits = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Of the matcher's hits those that the other engine looks for too: the name's very words, nothing taken off.
Hits exact_hits(MixedCorpus const& corpus, std::vector<std::string> const& folded, names::PhraseTable const& table,
                text::CodingPath path, std::size_t& all) {
  Hits out;
  std::vector<names::Hit> hits;
  text::CodedText coded;
  for (std::uint32_t i = 0; i < corpus.articles.size(); ++i) {
    hits.clear();
    coded.assign(corpus.articles[i], path);
    table.find(coded, corpus.articles[i], hits);
    all += hits.size();
    for (names::Hit const& each : hits) {
      auto const begin = coded.range(each.first_token).begin;
      auto const end = coded.range(each.last_token).end;
      if (text::fold(std::string_view(corpus.articles[i]).substr(begin, end - begin)) == folded[each.phrase]) {
        out.emplace_back(i, each.phrase);
      }
    }
  }
  std::ranges::sort(out);
  return out;
}

double time_matcher(MixedCorpus const& corpus, names::PhraseTable const& table, text::CodingPath path, int runs) {
  std::vector<names::Hit> hits;
  text::CodedText coded;
  return best_of(runs, [&] {
    for (std::string const& article : corpus.articles) {
      hits.clear();
      coded.assign(article, path);
      table.find(coded, article, hits);
    }
  });
}

double time_icu(MixedCorpus const& corpus, std::vector<std::string> const& folded) {
  std::unordered_set<std::size_t> known;
  for (std::string const& each : folded) known.insert(std::hash<std::string>()(each));
  UErrorCode status = U_ZERO_ERROR;
  auto const* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::unique_ptr<icu::BreakIterator> const words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  std::size_t found = 0;
  double const seconds = best_of(1, [&] {
    for (std::string const& article : corpus.articles) {
      icu::UnicodeString const text = fold->normalize(icu::UnicodeString::fromUTF8(article), status);
      words->setText(text);
      std::int32_t begin = words->first();
      for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; begin = end, end = words->next()) {
        if (words->getRuleStatus() == UBRK_WORD_NONE) continue;
        std::u16string_view const word(text.getBuffer() + begin, static_cast<std::size_t>(end - begin));
        found += known.contains(std::hash<std::u16string_view>()(word)) ? 1U : 0U;
      }
    }
  });
  if (found == 1) fmt::print("\n");  // so that the work is done
  return seconds;
}

void limits(MixedCorpus const& corpus) {
  std::vector<char> copy(1U << 20U);
  row("memcpy", rate(corpus.bytes, best_of(5, [&] {
                       for (std::string const& each : corpus.articles) {
                         std::memcpy(copy.data(), each.data(), each.size());
                         asm volatile("" : : "r"(copy.data()) : "memory");
                       }
                     })));
  for (auto const path : {text::CodingPath::fastest, text::CodingPath::portable}) {
    text::CodedText coded;
    std::size_t words = 0;
    double const seconds = best_of(5, [&] {
      words = 0;
      for (std::string const& each : corpus.articles) {
        coded.assign(each, path);
        words += coded.words();
      }
    });
    bool const fastest = path == text::CodingPath::fastest;
    row(fastest ? "fold and words with places" : "the same, portable", rate(corpus.bytes, seconds),
        fmt::format("{:.0f} words an article",
                    static_cast<double>(words) / static_cast<double>(corpus.articles.size())));
  }
}

/// One size of list through all engines. False where hits differ.
bool compare(std::size_t names, std::size_t articles) {
  MixedCorpus const corpus(names, articles);
  std::vector<std::string> folded;
  std::vector<std::string> texts;
  for (std::string const& each : corpus.names) folded.push_back(text::fold(each));
  for (std::string const& each : corpus.articles) texts.push_back(' ' + text::fold(each) + ' ');
  fmt::print("\n{} names, {} articles, {:.1f} MB\n", names, articles, static_cast<double>(corpus.bytes) / 1e6);

  double begin = processor_seconds();
  names::PhraseTable const table(corpus.names, 20030319);
  double const build = processor_seconds() - begin;
  begin = processor_seconds();
  bench::Vectorscan const vectorscan(folded);
  double const their_build = processor_seconds() - begin;

  Hits theirs;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    found.clear();
    vectorscan.find(texts[i], found);
    for (std::uint32_t const each : found) theirs.emplace_back(i, each);
  }
  std::ranges::sort(theirs);
  std::size_t all = 0;
  std::size_t all_portable = 0;
  Hits const ours = exact_hits(corpus, folded, table, text::CodingPath::fastest, all);
  Hits const portable = exact_hits(corpus, folded, table, text::CodingPath::portable, all_portable);
  bool const equal = ours == theirs && portable == theirs && all == all_portable;
  fmt::print("{} hits each, {:.1f} an article{}; {} more of ours with something peeled or an article more or less\n",
             theirs.size(), static_cast<double>(theirs.size()) / static_cast<double>(articles),
             equal ? "" : ": NOT EQUAL", all - ours.size());

  double const vectorscan_seconds = best_of(2, [&] {
    for (std::string const& each : texts) {
      found.clear();
      vectorscan.find(each, found);
    }
  });
  double const icu = time_icu(corpus, folded);
  double const wide_seconds = time_matcher(corpus, table, text::CodingPath::fastest, 5);
  double const portable_seconds = time_matcher(corpus, table, text::CodingPath::portable, 5);
  row("Vectorscan, text folded beforehand", rate(corpus.bytes, vectorscan_seconds),
      fmt::format("built in {:.1f} s, {:.0f} bytes a name", their_build,
                  static_cast<double>(vectorscan.bytes()) / static_cast<double>(names)));
  row("ICU: NFKC_Casefold, word iterator, hash", rate(corpus.bytes, icu));
  row("names/, from raw text, everything peeled and compared", rate(corpus.bytes, wide_seconds),
      fmt::format("{:.1f}x Vectorscan, {:.1f}x ICU; built in {:.2f} s, {:.1f} hot bytes a name, {:.1f} in all",
                  vectorscan_seconds / wide_seconds, icu / wide_seconds, build,
                  static_cast<double>(table.hot_bytes()) / static_cast<double>(names),
                  static_cast<double>(table.bytes()) / static_cast<double>(names)));
  row("the same, portable", rate(corpus.bytes, portable_seconds),
      fmt::format("{:.2f} of it", wide_seconds / portable_seconds));

  std::vector<std::string> const one{"a name of its own"};
  std::vector<std::uint32_t> const first{0};
  double const add = best_of(5, [&] { names::PhraseTable const more = table.with(one); });
  double const remove = best_of(5, [&] { names::PhraseTable const fewer = table.without(first); });
  std::vector<std::string> const thousand(corpus.names.begin(), corpus.names.begin() + 1'000);
  double const overlaid = time_matcher(corpus, table.with(thousand), text::CodingPath::fastest, 3);
  fmt::print("  one name added in {:.1f} us, taken out in {:.1f} us; {:.0f} MB/s with 1,000 added\n", add * 1e6,
             remove * 1e6, rate(corpus.bytes, overlaid));
  begin = processor_seconds();
  bool const opened = names::PhraseTable::open(table.serialised()).has_value();
  fmt::print("  {} from its bytes in {:.1f} ms\n", opened ? "opened" : "NOT OPENED",
             (processor_seconds() - begin) * 1e3);
  return equal && opened;
}

}  // namespace

/// matcher_bench [ARTICLES [NAMES …]]
int main(int argc, char** argv) {
  if (!bench::has_dictionaries()) {
    fmt::print(stderr,
               "install hunspell-ar, myspell-fa, hunspell-he and wamerican: the texts are made of their words\n");
    return 1;
  }
  std::size_t const articles = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : MixedCorpus::all_articles;
  std::vector<std::size_t> sizes;
  for (int i = 2; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
  limits(MixedCorpus(1'000, articles));
  bool equal = true;
  for (std::size_t const names : sizes) equal = compare(names, articles) && equal;
  return equal ? 0 : 1;
}
