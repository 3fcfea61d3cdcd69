#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "daemon/cli/archive_options.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/read_response.h"
#include "rules/explain.h"

namespace rasid::cli {

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

  Extraction const extraction = snapshot->extractors.extract(*article);
  auto const explanation =
      rules::explain(snapshot->watches, *watch, extraction.document, extraction.mentions, *article);
  if (options.json) {
    std::cout << boost::json::serialize(rules::to_json(explanation, extraction.document)) << '\n';
  } else {
    std::cout << watch->title << '\n' << rules::render(explanation, extraction.document);
  }
  return done;
}

}  // namespace rasid::cli
