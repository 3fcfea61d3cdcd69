#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/read_response.h"
#include "rules/explain.h"

namespace rasid::cli {

int explain(ExplainOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  rules::Watch const* watch = snapshot->watches.find(WatchId{options.watch});
  if (watch == nullptr) {
    std::vector<std::string> known;
    for (rules::Watch const& w : snapshot->watches.watches()) known.push_back(w.id.value);
    auto const near = nearest(options.watch, known, 1);
    fmt::print(stderr, "error: no watch \"{}\"{}\n", options.watch,
               near.empty() ? fmt::format("; there are: {}", fmt::join(known, ", "))
                            : fmt::format("; did you mean \"{}\"?", near[0]));
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
