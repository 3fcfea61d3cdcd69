#include <deque>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/archive_scan.h"
#include "daemon/cli/archive_options.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/terminal/progress.h"
#include "rules/condition_alone.h"

namespace rasid::cli {

namespace json = boost::json;

int search(SearchOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  Diagnostics warnings;
  auto const watches = rules::condition_alone(options.expression, vocabulary_of(*snapshot), warnings);
  for (Diagnostic const& problem : watches ? warnings : watches.error()) fmt::print(stderr, "{}", render(problem));
  if (!watches) return wrong_input;
  auto archive = open_archive(*snapshot, options.archive);
  if (!archive) return archive.error();

  std::deque<FoundArticle> newest;
  std::optional<terminal::Progress> bar(std::in_place, "searching");
  auto const keep = [&](ArchiveHit const& hit) {
    newest.push_back(found_article(hit));
    if (newest.size() > options.limit) newest.pop_front();
  };
  auto const totals = scan_archive(*archive, *watches, keep, [&](double part) { bar->show(part); });
  bar.reset();
  if (!totals) {
    fmt::print(stderr, "error: {}\n", totals.error().message());
    return failed;
  }
  if (options.json) {
    json::array articles;
    for (auto at = newest.rbegin(); at != newest.rend(); ++at) articles.push_back(to_json(*at));
    std::cout << json::serialize(json::object{
                     {"searched", totals->articles}, {"found", totals->hits}, {"articles", std::move(articles)}})
              << '\n';
    return done;
  }
  for (auto at = newest.rbegin(); at != newest.rend(); ++at) print(*at);
  fmt::print(
      "{} of {} articles{}\n", totals->hits, totals->articles,
      totals->hits > newest.size() ? fmt::format("; the newest {} are shown, --limit shows more", newest.size()) : "");
  return done;
}

}  // namespace rasid::cli
