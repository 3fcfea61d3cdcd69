#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/archive_options.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/read_response.h"
#include "daemon/store/memory_reader.h"
#include "rules/describe.h"
#include "rules/event_of.h"
#include "rules/explain.h"
#include "rules/state/remember.h"

namespace rasid::cli {
namespace {

/// What the watch's memory as it stands would make of the article, should it come now; a line for each verdict.
Result<std::vector<std::string>> asked(rules::Around const& around, rules::state::Event const& event,
                                       rules::Watch const& watch, configuration::Settings const& settings) {
  auto memories = store::MemoryReader::open(settings.store);
  if (!memories) return std::unexpected(memories.error());
  auto const known = memories->memory_of(watch.id, around.digest);
  if (!known) return std::unexpected(known.error());
  if (!*known) return std::vector<std::string>{"nothing is remembered yet"};
  auto const recall = [&](std::string const& key) { return memories->recall(**known, key); };
  auto const outcome = rules::state::remember(around, event, {(*known)->since, settings.lateness}, recall);
  if (!outcome) return std::unexpected(outcome.error());
  std::vector<std::string> out;
  for (auto const& verdict : outcome->verdicts) {
    out.push_back((verdict.facts.key.empty() ? "" : verdict.facts.key + ": ") + rules::in_words(verdict));
  }
  return out;
}

/// What stands around the condition, and what it would come to.
std::vector<std::string> around_lines(configuration::Snapshot const& snapshot, rules::Watch const& watch,
                                      Extraction const& extraction, Article const& article) {
  if (!watch.around) return {};
  std::vector<std::string> out = rules::describe(*watch.around);
  if (!watch.around->remembers()) return out;
  for (rules::Match const& match : snapshot.watches.match(extraction.document, extraction.mentions, article)) {
    if (match.watch != watch.id) continue;
    auto const event =
        rules::event_of(snapshot.watches, watch, match, extraction.document, extraction.mentions, article);
    auto const verdicts = asked(*watch.around, event, watch, snapshot.settings);
    if (!verdicts) out.push_back("what is remembered cannot be read: " + verdicts.error().message());
    if (verdicts) {
      for (std::string const& line : *verdicts) out.push_back("if it came now: " + line);
    }
  }
  return out;
}

}  // namespace

int explain(ExplainOptions const& options) {
  // What is no file is the name of an article that was stored.
  std::error_code ignored;
  bool const is_text = options.article == "-" || std::filesystem::exists(options.article, ignored);
  if (!is_text && !options.article.ends_with(".json")) {
    return why({.config = options.config,
                .store = options.store,
                .article = options.article,
                .watch = options.watch,
                .json = options.json});
  }
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  rules::Watch const* watch = snapshot->watches.find(WatchId{options.watch});
  if (watch == nullptr) {
    say_no_watch(*snapshot, options.watch);
    return wrong_input;
  }
  auto const json = read_input(options.article);
  if (!json) return wrong_input;
  auto article = read_article(*json, options.article);
  if (!article) return wrong_input;
  if (auto const* feed = snapshot->feed(article->feed)) complete(*article, *feed);

  Extraction const extraction = snapshot->extract(*article);
  auto const explanation =
      rules::explain(snapshot->watches, *watch, extraction.document, extraction.mentions, *article);
  auto const around = around_lines(*snapshot, *watch, extraction, *article);
  if (options.json) {
    boost::json::value out = rules::to_json(explanation, extraction.document);
    if (!around.empty()) out.as_object()["around"] = boost::json::array(around.begin(), around.end());
    std::cout << boost::json::serialize(out) << '\n';
  } else {
    std::cout << watch->title << '\n' << rules::render(explanation, extraction.document);
    for (std::string const& line : around) std::cout << line << '\n';
  }
  return done;
}

}  // namespace rasid::cli
