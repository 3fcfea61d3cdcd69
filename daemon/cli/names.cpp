#include "daemon/cli/names.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/log/log.h"
#include "daemon/store/new_names.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

std::optional<Timestamp> since(std::string const& text) {
  if (auto const ago = parse_duration(text)) return SystemClock{}.now() - *ago;
  if (auto const date = parse_rfc3339(text)) return date;
  fmt::print(stderr, "error: --since takes a length of time or a date, as in 7d or 2020-06-29; not \"{}\"\n", text);
  return std::nullopt;
}

json::object as_json(store::NewName const& name) {
  return {{"name", name.name},
          {"kind", name.kind},
          {"articles", name.articles},
          {"times", name.times},
          {"confidence", name.confidence},
          {"cue", name.cue},
          {"last", to_rfc3339(name.last)},
          {"title", name.title}};
}

void print(store::NewName const& name) {
  // An isolate keeps right-to-left names from turning the line about.
  fmt::print("{:>5} articles {:>6}×  {:<13} \u2068{}\u2069  ({}, {:.2f}; last {}: \u2068{}\u2069)\n", name.articles,
             name.times, name.kind, log::visible(name.name), name.cue, name.confidence, to_rfc3339(name.last),
             log::visible(name.title));
}

}  // namespace

int names(NamesOptions const& options) {
  auto const from = since(options.since);
  if (!from) return wrong_input;
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  auto const& catalogue = snapshot->extractors.catalogue();
  auto const found =
      store::read_new_names(options.store.empty() ? snapshot->settings.store : options.store,
                            {.since = *from,
                             .kind = options.kind,
                             .least_articles = options.least_articles,
                             .most = options.limit,
                             .left_out = [&](std::string const& folded) { return catalogue.is_listed(folded); }});
  if (!found) {
    fmt::print(stderr, "error: {}\n", found.error().message());
    return failed;
  }
  if (options.json) {
    json::array all;
    for (store::NewName const& name : *found) all.push_back(as_json(name));
    std::cout << json::serialize(json::object{{"names", std::move(all)}}) << '\n';
    return done;
  }
  for (store::NewName const& name : *found) print(name);
  if (found->empty()) {
    fmt::print("no name off the lists in {} articles or more since {}\n", options.least_articles, to_rfc3339(*from));
  } else {
    fmt::print("\nrasid names adopt NAME prints the lines that put one on a watchlist\n");
  }
  return done;
}

void add_names(CLI::App& app, int& status) {
  char const* const named = std::getenv("RASID_CONFIG");
  std::filesystem::path const folder = named != nullptr ? named : "/etc/rasid";
  CLI::Validator const kinds = CLI::IsMember({"person", "organisation", "place"});

  auto options = std::make_shared<NamesOptions>();
  CLI::App* command = app.add_subcommand("names", "List names in the news that are on no list");
  options->config = folder;
  command->add_option("-c,--config", options->config, "Configuration folder")->capture_default_str();
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->add_option("--since", options->since, "A length of time or a date")->capture_default_str();
  command->add_option("--type", options->kind, "person, organisation or place")->check(kinds);
  command->add_option("--min-articles", options->least_articles, "Only names in so many articles")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--limit", options->limit, "At most so many")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([command, options, &status] {
    if (command->get_subcommands().empty()) status = names(*options);
  });

  auto adopted = std::make_shared<AdoptOptions>();
  CLI::App* adoption = command->add_subcommand("adopt", "Print a watchlist entry for a name, or append it to a file");
  adoption->add_option("NAME", adopted->name, "As rasid names shows it")->required();
  adoption->add_option("--type", adopted->kind, "person or organisation")
      ->check(CLI::IsMember({"person", "organisation"}))
      ->capture_default_str();
  adoption->add_option("--group", adopted->group, "A group that it belongs to");
  adoption->add_option("--to", adopted->to, "Watchlist to append it to, such as config/watchlists/mine.yaml");
  adoption->callback([adopted, &status] { status = adopt(*adopted); });
}

}  // namespace rasid::cli
