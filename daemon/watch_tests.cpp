#include "daemon/watch_tests.h"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <fmt/format.h>

#include "daemon/read_response.h"
#include "daemon/rehearsal.h"
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
    TestOutcome out{.line = test.line, .watch = watch.id, .test = test.name};
    if (watch.around || test.steps.size() > 1) {
      rehearse(watch, test, out);
    } else {
      hold(watch, test.steps.front(), out);
    }
    return out;
  }

 private:
  /// A plain watch: whether its condition holds on the article is all there is.
  void hold(rules::Watch const& watch, rules::TestStep const& step, TestOutcome& out) const {
    if (!step.article) {
      out.differences.emplace_back("there is no article");
      return;
    }
    Held const held = held_against(watch, *step.article);
    rules::Expectation const& expect = step.expect;
    if (expect.alert && !held.match) out.differences.emplace_back("an alert is expected, there is none");
    if (!expect.alert && held.match) out.differences.emplace_back("no alert is expected, there is one");
    if (expect.alert && held.match) compare(expect, held, out.differences);
    if (!out.differences.empty()) out.tree = tree(watch, held);
  }

  /// A watch with more than a condition: the articles come one after the other, as in the daemon.
  void rehearse(rules::Watch const& watch, rules::WatchTest const& test, TestOutcome& out) {
    if (!rehearsal_) {
      auto opened = Rehearsal::open(snapshot_);
      if (!opened) return out.differences.push_back(opened.error().message());
      rehearsal_ = *std::move(opened);
    }
    Result<> done = take_steps(watch, test, out);
    rehearsal_->end();
    if (!done) out.differences.push_back(done.error().message());
  }

  Result<> take_steps(rules::Watch const& watch, rules::WatchTest const& test, TestOutcome& out) {
    Timestamp now{};
    for (std::size_t i = 0; i < test.steps.size(); ++i) {
      rules::TestStep const& step = test.steps[i];
      std::optional<Article> article = step.article;
      now = moment_of(step, now);
      if (i == 0) {
        if (Result<> begun = rehearsal_->begin(watch, now); !begun) return begun;
      }
      if (article) {
        article->id.value = fmt::format("{:032x}", i + 1);
        article->guid = fmt::format("step {}", i + 1);
        if (!article->published) article->published = now;
        article->fetched = now;
      }
      auto const decision = rehearsal_->step(article, now);
      if (!decision) return std::unexpected(decision.error());
      std::size_t const before = out.differences.size();
      judge(watch, step, article, *decision, out.differences);
      std::string const which = test.steps.size() > 1 ? fmt::format("step {} (line {}): ", i + 1, step.line) : "";
      for (std::size_t j = before; j < out.differences.size(); ++j) out.differences[j].insert(0, which);
      if (out.differences.size() > before && out.tree.empty() && article) {
        out.tree = tree(watch, held_against(watch, *article));
      }
    }
    return {};
  }

  static Timestamp moment_of(rules::TestStep const& step, Timestamp before) {
    if (step.after) return before + *step.after;
    if (step.at) return *step.at;
    if (step.article) return std::max({before, step.article->fetched, step.article->published.value_or(Timestamp{})});
    return before;
  }

  void judge(rules::Watch const& watch, rules::TestStep const& step, std::optional<Article> const& article,
             Decision const& decision, std::vector<std::string>& differences) const {
    rules::Expectation const& expect = step.expect;
    std::vector<std::string> reasons;
    for (store::Suppression const& each : decision.suppressions) reasons.push_back(each.reason);
    std::string const why = reasons.empty() ? "" : fmt::format(" ({})", fmt::join(reasons, ", "));
    if (expect.alert == decision.alerts.empty()) {
      differences.push_back(expect.alert ? "an alert is expected, there is none" + why
                                         : std::string("no alert is expected, there is one"));
    }
    if (!expect.reason.empty() &&
        std::ranges::none_of(reasons, [&](auto const& each) { return each.starts_with(expect.reason); })) {
      differences.push_back(fmt::format("\"{}\" is expected for a reason, there is {}", expect.reason,
                                        reasons.empty() ? "none" : fmt::format("{}", fmt::join(reasons, ", "))));
    }
    if (!expect.alert || decision.alerts.empty()) return;
    Alert const& alert = decision.alerts.back();
    differs("revision", expect.revision, alert.revision, differences);
    differs("observed", expect.observed, observed_in(alert), differences);
    if (expect.severity && *expect.severity != alert.severity) {
      differences.push_back(
          fmt::format("severity {} is expected, it is {}", to_text(*expect.severity), to_text(alert.severity)));
    }
    if (!article) return;
    if (Held const held = held_against(watch, *article); held.match) compare(expect, held, differences);
  }

  static void differs(std::string_view what, std::optional<std::uint32_t> expected, std::uint32_t is,
                      std::vector<std::string>& differences) {
    if (!expected || *expected == is) return;
    differences.push_back(fmt::format("{} {} is expected, it is {}", what, *expected, is));
  }

  static std::uint32_t observed_in(Alert const& alert) {
    boost::system::error_code wrong;
    auto const payload = boost::json::parse(alert.payload, wrong);
    auto const* const found = wrong ? nullptr : payload.find_pointer("/data/cause/observed", wrong);
    return found != nullptr && found->is_number() ? static_cast<std::uint32_t>(found->to_number<double>()) : 0;
  }

  /// An article, what was found in it, and the watch's match.
  struct Held {
    Article article;
    Extraction extraction;
    std::optional<rules::Match> match;
  };

  [[nodiscard]] Held held_against(rules::Watch const& watch, Article article) const {
    bool const told = !article.language.empty();
    if (auto const* feed = snapshot_.feed(article.feed)) complete(article, *feed);
    Extraction extraction = snapshot_.extract(article);
    if (!extraction.language.empty() && !told) article.language = extraction.language;
    auto const matches = snapshot_.watches.match(extraction.document, extraction.mentions, article);
    auto const found = std::ranges::find(matches, watch.id, &rules::Match::watch);
    auto match = found == matches.end() ? std::nullopt : std::optional(*found);
    return {std::move(article), std::move(extraction), std::move(match)};
  }

  [[nodiscard]] std::string tree(rules::Watch const& watch, Held const& held) const {
    auto const& [article, extraction, match] = held;
    auto const tree = rules::explain(snapshot_.watches, watch, extraction.document, extraction.mentions, article);
    return rules::render(tree, extraction.document);
  }

  void compare(rules::Expectation const& expect, Held const& held, std::vector<std::string>& differences) const {
    std::vector<std::string> mentions;
    std::vector<std::string> words;
    for (rules::Evidence const& each : held.match->evidence) {
      words.emplace_back(held.extraction.document.slice(each.range));
      if (each.mention < 0) continue;
      mentions.push_back(
          name_of(held.extraction.mentions[static_cast<std::size_t>(each.mention)], snapshot_.extractors.catalogue()));
    }
    missing(expect.mentions, mentions, differences);
    missing(expect.words, words, differences);
    if (expect.sentence && *expect.sentence != held.match->sentence + 1) {
      differences.push_back(fmt::format("sentence {} is expected to prove it, it is sentence {}", *expect.sentence,
                                        held.match->sentence + 1));
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
  std::unique_ptr<Rehearsal> rehearsal_;  // opened where a test needs it
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
