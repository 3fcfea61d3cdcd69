#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

json::object as_json(Diagnostic const& d) {
  return {{"severity", d.severity == Diagnostic::Severity::error ? "error" : "warning"},
          {"file", d.file},
          {"line", d.line},
          {"column", d.column},
          {"length", d.length},
          {"message", d.message},
          {"remedy", d.remedy}};
}

}  // namespace

int check(CheckOptions const& options) {
  configuration::Loaded const loaded = configuration::load_snapshot(options.config);
  bool const wrong = !loaded.snapshot || has_errors(loaded.problems) || (options.strict && !loaded.problems.empty());
  if (options.json) {
    json::array problems;
    for (Diagnostic const& problem : loaded.problems) problems.push_back(as_json(problem));
    std::cout << json::serialize(json::object{{"ok", !wrong}, {"problems", std::move(problems)}}) << '\n';
    return wrong ? wrong_input : done;
  }
  for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
  if (wrong) {
    fmt::print(stderr, "{}: {} problems\n", options.config.string(), loaded.problems.size());
    return wrong_input;
  }
  auto const& snapshot = *loaded.snapshot;
  fmt::print("{}: good. {} feeds, {} sinks, {} actors and places, {} watches\n", options.config.string(),
             snapshot.feeds.size(), snapshot.settings.sinks.size(), snapshot.extractors.catalogue().size(),
             snapshot.watches.watches().size());
  return done;
}

}  // namespace rasid::cli
