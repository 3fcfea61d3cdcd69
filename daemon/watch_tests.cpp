#include "daemon/watch_tests.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/read_response.h"
#include "rules/explain.h"
#include "rules/load_watches.h"
#include "rules/watch_file.h"

namespace rasid {
namespace {

/// "actor:qaani", "place:green-zone".
std::string name_of(Mention const& mention, entities::Catalogue const& catalogue) {
  entities::Entity const& entity = catalogue[mention.entity];
  return fmt::format("{}:{}", entity.kind == EntityKind::place ? "place" : "actor", entity.key);
}

class Tester {
 public:
  explicit Tester(configuration::Snapshot const& snapshot) : snapshot_(snapshot) {}

  TestOutcome run(rules::Watch const& watch, rules::WatchTest const& test) {
    Article article = test.article;
    if (auto const* feed = snapshot_.feed(article.feed)) complete(article, *feed);
    Extraction const extraction = snapshot_.extract(article);
    if (!extraction.language.empty() && test.article.language.empty()) article.language = extraction.language;

    auto const matches = snapshot_.watches.match(extraction.document, extraction.mentions, article);
    auto const found = std::ranges::find(matches, watch.id, &rules::Match::watch);
    TestOutcome out{.line = test.line, .watch = watch.id, .test = test.name};
    if (test.alert && found == matches.end()) out.differences.emplace_back("an alert is expected, there is none");
    if (!test.alert && found != matches.end()) out.differences.emplace_back("no alert is expected, there is one");
    if (test.alert && found != matches.end()) compare(test, *found, extraction, out.differences);
    if (!out.differences.empty()) {
      auto const tree = rules::explain(snapshot_.watches, watch, extraction.document, extraction.mentions, article);
      out.tree = rules::render(tree, extraction.document);
    }
    return out;
  }

 private:
  void compare(rules::WatchTest const& test, rules::Match const& match, Extraction const& extraction,
               std::vector<std::string>& differences) const {
    std::vector<std::string> mentions;
    std::vector<std::string> words;
    for (rules::Evidence const& each : match.evidence) {
      words.emplace_back(extraction.document.slice(each.range));
      if (each.mention < 0) continue;
      mentions.push_back(
          name_of(extraction.mentions[static_cast<std::size_t>(each.mention)], snapshot_.extractors.catalogue()));
    }
    missing(test.mentions, mentions, differences);
    missing(test.words, words, differences);
    if (test.sentence && *test.sentence != match.sentence + 1) {
      differences.push_back(
          fmt::format("sentence {} is expected to prove it, it is sentence {}", *test.sentence, match.sentence + 1));
    }
  }

  static void missing(std::vector<std::string> const& expected, std::vector<std::string> found,
                      std::vector<std::string>& differences) {
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    for (std::string const& each : expected) {
      if (std::ranges::binary_search(found, each)) continue;
      differences.push_back(fmt::format("{} is not among what made it fire: {}", each,
                                        found.empty() ? "nothing" : fmt::format("{}", fmt::join(found, ", "))));
    }
  }

  configuration::Snapshot const& snapshot_;
};

rules::Vocabulary vocabulary_of(configuration::Snapshot const& snapshot) {
  if (snapshot.watches.vocabulary() != nullptr) return *snapshot.watches.vocabulary();
  return {std::make_shared<entities::Catalogue const>(), {}, {}};
}

}  // namespace

std::size_t TestReport::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(outcomes, [](TestOutcome const& each) { return !each.differences.empty(); }));
}

TestReport run_watch_tests(configuration::Snapshot const& snapshot, WatchId const& only) {
  TestReport report;
  auto const vocabulary = vocabulary_of(snapshot);
  Tester tester(snapshot);
  auto const files = rules::rule_files(snapshot.folder / "rules.d");
  if (!files) return report;  // said when the configuration was read
  for (auto const& path : *files) {
    std::string const name = "rules.d/" + path.filename().string();
    auto const file = yaml::load(path, name);
    rules::Terms terms;
    Diagnostics problems;
    if (!file) {
      report.problems.push_back(file.error());
      continue;
    }
    rules::WatchFile const read = rules::read_watch_file(*file, vocabulary, terms, problems);
    bool const usable = !has_errors(problems);
    std::ranges::move(problems, std::back_inserter(report.problems));
    for (std::size_t i = 0; usable && i < read.watches.size(); ++i) {
      rules::Watch const* const watch = snapshot.watches.find(read.watches[i].id);
      if (watch == nullptr || (!only.empty() && watch->id != only)) continue;
      ++report.watches;
      report.untested += read.tests[i].empty() ? 1 : 0;
      for (rules::WatchTest const& test : read.tests[i]) {
        report.outcomes.push_back(tester.run(*watch, test));
        report.outcomes.back().file = name;
      }
    }
  }
  return report;
}

}  // namespace rasid
