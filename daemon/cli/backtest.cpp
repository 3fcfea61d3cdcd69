#include <set>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/archive_scan.h"
#include "daemon/cli/archive_options.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/terminal/progress.h"
#include "rules/load_watches.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

/// What one watch would have told.
struct Told {
  std::uint64_t articles = 0;
  std::set<std::string> stories;  // an alert each
  std::vector<FoundArticle> first;
};

/// The watches of a file, or the one of that id in the configuration; says why not.
std::optional<rules::WatchSet> watches_meant(configuration::Snapshot const& snapshot, std::string const& what) {
  auto const vocabulary = vocabulary_of(snapshot);
  if (std::filesystem::exists(what)) {
    auto const content = read_input(what);
    if (!content) return std::nullopt;
    auto file = rules::compile_file(what, *content, vocabulary);
    for (Diagnostic const& problem : file->diagnostics) fmt::print(stderr, "{}", render(problem));
    if (!file->usable()) return std::nullopt;
    if (!file->watches.empty()) return rules::WatchSet({std::move(file)}, vocabulary);
    fmt::print(stderr, "error: {} has no watches\n", what);
    return std::nullopt;
  }
  if (rules::Watch const* watch = snapshot.watches.find(WatchId{what})) {
    auto file = std::make_shared<rules::CompiledFile>();
    for (auto const& each : snapshot.watches.files()) {
      if (each->name == snapshot.watches.file_of(*watch)) file->terms = each->terms;
    }
    file->watches.push_back(*watch);
    file->note_hashes();
    return rules::WatchSet({std::move(file)}, vocabulary);
  }
  fmt::print(stderr, "error: there is neither a file nor a watch \"{}\"\n", what);
  return std::nullopt;
}

json::object as_json(rules::Watch const& watch, Told const& told) {
  json::array articles;
  for (FoundArticle const& each : told.first) articles.push_back(to_json(each));
  return {{"watch", watch.id.value},
          {"articles", told.articles},
          {"alerts", told.stories.size()},
          {"first", std::move(articles)}};
}

}  // namespace

int backtest(BacktestOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  auto const watches = watches_meant(*snapshot, options.watches);
  if (!watches) return wrong_input;
  auto archive = open_archive(*snapshot, options.archive);
  if (!archive) return archive.error();

  std::map<std::string, Told> by_watch;
  std::optional<terminal::Progress> bar(std::in_place, "backtest");
  auto const note = [&](ArchiveHit const& hit) {
    Told& told = by_watch[hit.watch.id.value];
    ++told.articles;
    told.stories.insert(hit.archived.story.empty() ? hit.archived.article.id.value : hit.archived.story.value);
    if (told.first.size() < options.limit) told.first.push_back(found_article(hit));
  };
  auto const totals = scan_archive(*archive, *watches, note, [&](double part) { bar->show(part); });
  bar.reset();
  if (!totals) {
    fmt::print(stderr, "error: {}\n", totals.error().message());
    return failed;
  }
  json::array all;
  for (rules::Watch const& watch : watches->watches()) {
    Told const& told = by_watch[watch.id.value];
    if (options.json) {
      all.push_back(as_json(watch, told));
      continue;
    }
    fmt::print("{}: {} alerts from {} articles\n", watch.id.value, told.stories.size(), told.articles);
    for (FoundArticle const& each : told.first) print(each);
  }
  if (options.json) {
    std::cout << json::serialize(json::object{{"searched", totals->articles}, {"watches", std::move(all)}}) << '\n';
  } else {
    fmt::print("{} articles were searched\n", totals->articles);
  }
  return done;
}

}  // namespace rasid::cli
