// What 100,000 watches of 2 to 4 terms cost: articles a second with popular entities (many matches), with spread ones,
// and with words among the terms; beside evaluating every condition on every article (with all terms looked up
// already). Then what reading them takes, what reading them again takes when one file of a thousand changed, and
// memory. CPU time of one core. Usage: rules_bench [watches] [seconds a measurement] [part of a title]
#include <fmt/format.h>
#include <malloc.h>
#include <stdlib.h>
#include <time.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include "rules/load_watches.h"

namespace {

using namespace rasid;
using namespace rasid::rules;
namespace fs = std::filesystem;

constexpr std::size_t entities_in_all = 50'000;
constexpr std::size_t words_in_all = 60'000;
constexpr std::size_t articles_in_all = 2'000;
constexpr std::size_t watches_a_file = 100;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  double unit() { return std::uniform_real_distribution<double>(0, 1)(engine_); }

 private:
  std::mt19937_64 engine_;
};

/// Ranks by Zipf's law: the k-th is drawn in proportion to 1 / (k + shift).
class Zipf {
 public:
  Zipf(std::size_t size, double shift) {
    double sum = 0;
    for (std::size_t k = 0; k < size; ++k) sums_.push_back(sum += 1 / (static_cast<double>(k) + shift));
  }
  std::size_t operator()(Random& random) const {
    double const at = random.unit() * sums_.back();
    return static_cast<std::size_t>(std::ranges::upper_bound(sums_, at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

std::string word_of(Random& random, std::span<char const* const> letters) {
  std::string out;
  for (std::size_t n = 3 + random.below(6); n > 0; --n) out += letters[random.below(letters.size())];
  return out;
}

constexpr char const* arabic[] = {"ا", "ل", "ي", "م", "و", "ن", "ر", "ت", "ب", "ة", "ع", "د", "س", "ف",
                                  "ه", "ك", "ق", "أ", "ح", "ج", "ش", "ط", "ص", "خ", "ى", "ض", "غ"};
constexpr char const* persian[] = {"ا", "ل", "ی", "م", "و", "ن", "ر", "ت", "ب",
                                   "گ", "چ", "د", "س", "پ", "ه", "ک", "ق", "ش"};
constexpr char const* hebrew[] = {"א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט", "י", "כ",
                                  "ל", "מ", "נ", "ס", "ע", "פ", "ק", "ר", "ש", "ת"};
constexpr char const* latin[] = {"a", "e", "i", "o", "u", "b", "c", "d", "f", "g",
                                 "h", "k", "l", "m", "n", "p", "r", "s", "t"};

/// 60% Arabic, 15% Persian, 5% Hebrew, 20% English, of made-up words.
class World {
 public:
  World() : by_rank_(words_in_all, 3) {
    Random random(1);
    for (auto& language : words_) {
      std::span<char const* const> const letters = &language == &words_[0]   ? std::span(arabic)
                                                   : &language == &words_[1] ? std::span<char const* const>(persian)
                                                   : &language == &words_[2] ? std::span<char const* const>(hebrew)
                                                                             : std::span<char const* const>(latin);
      for (std::size_t i = 0; i < words_in_all; ++i) language.push_back(word_of(random, letters));
    }
    std::vector<entities::Entity> all(entities_in_all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].key = fmt::format("e{}", i);
      all[i].kind = i % 2 == 0 ? EntityKind::person : EntityKind::place;
      all[i].label = all[i].key;
      // One place in ten lies in another.
      if (i % 20 == 11) all[i].within = static_cast<EntityIndex>(i - 10);
    }
    catalogue = std::make_shared<entities::Catalogue const>(std::move(all));
  }

  std::size_t language(Random& random) const {
    std::size_t const at = random.below(20);
    return at < 12 ? 0 : at < 15 ? 1 : at < 16 ? 2 : 3;
  }
  std::string const& word(Random& random, std::size_t language) const { return words_[language][by_rank_(random)]; }
  /// A word as likely in a watch: not one of the hundred that are in every text.
  std::string const& telling_word(Random& random, std::size_t language) const {
    return words_[language][100 + random.below(words_in_all - 100)];
  }

  std::shared_ptr<entities::Catalogue const> catalogue;

 private:
  std::array<std::vector<std::string>, 4> words_;
  Zipf by_rank_;
};

struct Report {
  Article article;
  std::optional<text::Document> document;
  std::vector<Mention> mentions;
};

/// Texts of 3 KB with 11 or 12 names each.
template <class Entity>
std::vector<Report> reports_of(World const& world, Entity entity) {
  Random random(2);
  std::vector<Report> out(articles_in_all);
  for (Report& report : out) {
    std::size_t const language = world.language(random);
    std::vector<std::uint32_t> named;
    for (std::size_t n = 11 + random.below(2); n > 0; --n) named.push_back(static_cast<std::uint32_t>(entity(random)));
    std::string& body = report.article.body;
    std::vector<std::pair<std::size_t, std::uint32_t>> places;
    std::size_t next = 0;
    while (body.size() < 3'000) {
      if (next < named.size() && body.size() > next * 250) {
        places.emplace_back(body.size(), named[next++]);
        body += "Name ";
      }
      body += world.word(random, language);
      body += random.below(14) == 0 ? ". " : random.below(80) == 0 ? ".\n\n" : " ";
    }
    report.document.emplace(report.article);
    for (auto const& [at, index] : places) {
      auto const begin = static_cast<std::uint32_t>(at);
      auto const entity_index = static_cast<EntityIndex>(index);
      report.mentions.push_back(
          {.range = {begin, begin + 4}, .entity = entity_index, .kind = (*world.catalogue)[entity_index].kind});
    }
  }
  return out;
}

std::string term_of(std::size_t entity) {
  return fmt::format("{}:e{}", entity % 2 == 0 ? "actor" : "place", entity);
}

/// Conditions of 2 to 4 terms, as people write them.
template <class Term>
std::string condition(Random& random, Term term) {
  switch (random.below(6)) {
    case 0:
    case 1:
      return term() + " AND " + term();
    case 2:
      return term() + " AND " + term() + " AND " + term();
    case 3:
      return term() + " AND (" + term() + " OR " + term() + ")";
    case 4:
      return term() + " AND (" + term() + " OR " + term() + ") NOT " + term();
    default:
      return term() + " AND " + term() + " AND (" + term() + " OR " + term() + ")";
  }
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "rules-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path = name;
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

void write_file(fs::path const& folder, std::size_t which, std::span<std::string const> conditions) {
  std::ofstream out(folder / fmt::format("{:05}.yaml", which));
  out << "version: 1\ndefaults: {severity: medium, sinks: [desk]}\nwatches:\n";
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    out << fmt::format("  - id: watch-{}\n    title: Something that somebody watches for {}\n    when: >-\n      {}\n",
                       which * watches_a_file + i, i, conditions[i]);
  }
}

std::size_t heap_in_use() {
  malloc_trim(0);
  return mallinfo2().uordblks + mallinfo2().hblkhd;
}

/// Asks `match(report) → number of matches` for each report round and round; articles a second.
template <class Match>
double rate(std::vector<Report> const& reports, double seconds, Match match, double& matches) {
  std::size_t asked = 0;
  std::size_t found = 0;
  double const begin = cpu_seconds();
  double past = begin;
  while (past < begin + seconds) {
    for (std::size_t i = 0; i < 64; ++i) found += match(reports[(asked + i) % reports.size()]);
    asked += 64;
    past = cpu_seconds();
  }
  matches = static_cast<double>(found) / static_cast<double>(asked);
  return static_cast<double>(asked) / (past - begin);
}

struct Asked {
  std::vector<Report> reports;
  std::vector<std::string> conditions;
};

void measure(std::string_view title, World const& world, Asked const& asked, double seconds) {
  Folder const folder;
  std::size_t const files = (asked.conditions.size() + watches_a_file - 1) / watches_a_file;
  for (std::size_t i = 0; i < files; ++i) {
    auto const rest = std::span(asked.conditions).subspan(i * watches_a_file);
    write_file(folder.path, i, rest.first(std::min(rest.size(), watches_a_file)));
  }
  Vocabulary const vocabulary{.catalogue = world.catalogue, .feeds = {"feed"}, .sinks = {"desk"}};
  std::size_t const heap_before = heap_in_use();
  double begin = cpu_seconds();
  LoadResult loaded = load_watches(folder.path, vocabulary);
  double const compiling = cpu_seconds() - begin;
  double const bytes = static_cast<double>(heap_in_use() - heap_before);
  for (Diagnostic const& problem : loaded.diagnostics) throw std::runtime_error(render(problem));
  auto const count = static_cast<double>(loaded.watches.watches().size());

  // A day's news teaches what is rare; then the watches are filed by it.
  Matcher const& matcher = *loaded.watches.matcher();
  auto const subject = [&](Report const& report, DocumentIndex const& index) {
    return Subject{*report.document, index, report.mentions, report.article, *world.catalogue};
  };
  for (Report const& report : asked.reports) {
    DocumentIndex const index(*report.document);
    static_cast<void>(matcher.match(subject(report, index)));
  }
  begin = cpu_seconds();
  matcher.file_anew();
  double const filing = cpu_seconds() - begin;

  std::size_t wrong = 0;
  auto const all_of_them = [&](Report const& report) {
    DocumentIndex const index(*report.document);
    auto outcome = matcher.match(subject(report, index));
    std::size_t found = 0;
    for (std::size_t i = 0; i < matcher.size(); ++i) found += outcome.evaluation().holds(matcher.condition(i)) ? 1 : 0;
    wrong += found != outcome.watches().size() ? 1 : 0;
    return found;
  };
  auto const candidates_only = [&](Report const& report) {
    DocumentIndex const index(*report.document);
    return matcher.match(subject(report, index)).watches().size();
  };
  auto const with_evidence = [&](Report const& report) {
    return loaded.watches.match(*report.document, report.mentions, report.article).size();
  };
  double matches = 0;
  double const slow = rate(asked.reports, seconds, all_of_them, matches);
  double const fast = rate(asked.reports, seconds, candidates_only, matches);
  double const shown = rate(asked.reports, seconds, with_evidence, matches);
  if (wrong > 0) throw std::runtime_error("the two do not agree");

  WatchCounts sum;
  for (WatchCounts const& each : loaded.watches.counts()) {
    sum.candidates += each.candidates;
    sum.evaluated += each.evaluated;
    sum.matched += each.matched;
  }
  fmt::print("{}: {} watches in {} files, {:.1f} matches an article\n", title, count, files, matches);
  fmt::print("  every condition    {:>10.0f} articles/s\n", slow);
  fmt::print("  candidates only    {:>10.0f} articles/s  = {:.0f} times\n", fast, fast / slow);
  fmt::print("  and their evidence {:>10.0f} articles/s\n", shown);
  fmt::print("  of 100 candidates {:.1f} were evaluated, {:.1f} matched\n",
             100.0 * static_cast<double>(sum.evaluated) / static_cast<double>(sum.candidates),
             100.0 * static_cast<double>(sum.matched) / static_cast<double>(sum.candidates));
  fmt::print("  reading {:.2f} s, filing anew {:.0f} ms, {:.0f} bytes of heap a watch\n", compiling, filing * 1000,
             bytes / count);

  double worst = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    auto conditions = std::vector<std::string>(asked.conditions.begin(), asked.conditions.begin() + watches_a_file);
    conditions[0] = asked.conditions[i + 1];
    write_file(folder.path, 0, conditions);
    begin = cpu_seconds();
    LoadResult again = load_watches(folder.path, vocabulary, loaded.watches);
    worst = std::max(worst, cpu_seconds() - begin);
    if (again.compiled != 1) throw std::runtime_error("more than one file was compiled");
    loaded.watches = std::move(again.watches);
  }
  fmt::print("  reading again after one file changed: {:.0f} ms (the worst of 5)\n", worst * 1000);
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t const watches = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  double const seconds = argc > 2 ? std::strtod(argv[2], nullptr) : 5;
  std::string_view const wanted = argc > 3 ? argv[3] : "";
  World const world;
  Random random(3);
  auto const conditions_of = [&](auto term) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < watches; ++i) out.push_back(condition(random, term));
    return out;
  };

  Zipf const popular(entities_in_all, 6);
  auto const some_popular = [&](Random& of) { return popular(of); };
  auto const any = [](Random& of) { return of.below(entities_in_all); };
  auto const any_word = [&] {
    std::size_t const language = world.language(random);
    switch (random.below(4)) {
      case 0:
        return world.telling_word(random, language);
      case 1:
        return world.telling_word(random, language) + "*";
      case 2:
        return fmt::format("\"{} {}\"", world.telling_word(random, language), world.telling_word(random, language));
      default:
        return term_of(popular(random));
    }
  };
  auto const run = [&](std::string_view title, auto of_reports, auto term) {
    if (title.find(wanted) == std::string_view::npos) return;
    measure(title, world, {reports_of(world, of_reports), conditions_of(term)}, seconds);
  };
  run("popular entities", some_popular, [&] { return term_of(popular(random)); });
  run("spread entities", any, [&] { return term_of(any(random)); });
  run("words, phrases and entities", some_popular, any_word);
  return 0;
}
