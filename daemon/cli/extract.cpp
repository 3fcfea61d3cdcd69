#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/alerts/code_points.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/log/log.h"
#include "daemon/terminal/highlight.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

using entities::Entity;

json::array keys_of(std::vector<EntityIndex> const& places, entities::Catalogue const& catalogue) {
  json::array out;
  for (EntityIndex const place : places) out.emplace_back(catalogue[place].key);
  return out;
}

json::object as_json(Mention const& mention, Extraction const& extraction, entities::Catalogue const& catalogue,
                     alerts::CodePoints const& points) {
  Entity const& entity = catalogue[mention.entity];
  json::object out{{"start", points.at(mention.range.begin)},
                   {"end", points.at(mention.range.end)},
                   {"text", extraction.document.slice(mention.range)},
                   {"entity", entity.key},
                   {"label", entity.label},
                   {"kind", to_text(mention.kind)},
                   {"method", to_text(mention.method)},
                   {"matched", mention.matched},
                   {"peeled", mention.peeled},
                   {"confidence", mention.confidence},
                   {"for_government", mention.for_government},
                   {"runners_up", keys_of(mention.runners_up, catalogue)},
                   {"sentence", extraction.document.sentence_at(mention.range.begin)}};
  if (!mention.refers_to.empty()) {
    out["refers_to"] = json::object{{"text", extraction.document.slice(mention.refers_to)},
                                    {"start", points.at(mention.refers_to.begin)},
                                    {"end", points.at(mention.refers_to.end)}};
  }
  if (entity.point) {
    out["latitude"] = entity.point->latitude;
    out["longitude"] = entity.point->longitude;
  }
  return out;
}

json::object as_json(Discovered const& found, Extraction const& extraction, alerts::CodePoints const& points) {
  return {{"start", points.at(found.range.begin)},
          {"end", points.at(found.range.end)},
          {"text", extraction.document.slice(found.range)},
          {"kind", to_text(found.kind)},
          {"name", found.canonical},
          {"cue", to_text(found.cue)},
          {"confidence", found.confidence},
          {"sentence", found.sentence}};
}

void print_json(Extraction const& extraction, entities::Catalogue const& catalogue) {
  alerts::CodePoints const points(extraction.document.text());
  json::array mentions;
  for (Mention const& mention : extraction.mentions)
    mentions.push_back(as_json(mention, extraction, catalogue, points));
  json::array discovered;
  for (Discovered const& found : extraction.discovered) discovered.push_back(as_json(found, extraction, points));
  std::cout << json::serialize(json::object{{"language", extraction.language},
                                            {"text", extraction.document.text()},
                                            {"mentions", std::move(mentions)},
                                            {"discovered", std::move(discovered)}})
            << '\n';
}

std::string where(Entity const& entity, entities::Catalogue const& catalogue) {
  std::string out;
  for (auto outer = entity.within; outer; outer = catalogue[*outer].within)
    out += (out.empty() ? "in " : ", ") + catalogue[*outer].label;
  if (entity.point)
    out += fmt::format("{}({:.3f}, {:.3f})", out.empty() ? "" : " ", entity.point->latitude, entity.point->longitude);
  return out;
}

void print_table(Extraction const& extraction, entities::Catalogue const& catalogue) {
  struct Row {
    std::size_t count = 0;
    Mention const* first = nullptr;
  };
  std::map<EntityIndex, Row> rows;
  for (Mention const& mention : extraction.mentions) {
    Row& row = rows[mention.entity];
    if (row.count++ == 0) row.first = &mention;
  }
  fmt::print("\nlanguage: {}\n", extraction.language.empty() ? "unknown" : extraction.language);
  if (rows.empty()) fmt::print("no actor or place that is on the lists\n");
  for (auto const& [index, row] : rows) {
    Entity const& entity = catalogue[index];
    fmt::print("{:>3}×  {:<13} {:<28} {:<24} \u2068{}\u2069{} {}\n", row.count, to_text(entity.kind), entity.key,
               entity.label, log::visible(extraction.document.slice(row.first->range)),
               row.first->peeled.empty() ? "" : fmt::format(" (after {})", row.first->peeled),
               where(entity, catalogue));
  }
}

/// Names that are on no list, each once.
void print_discovered(Extraction const& extraction) {
  struct Row {
    std::size_t count = 0;
    Discovered const* first = nullptr;
  };
  std::map<std::pair<EntityKind, std::string>, Row> rows;
  for (Discovered const& found : extraction.discovered) {
    Row& row = rows[{found.kind, found.canonical}];
    if (row.count++ == 0) row.first = &found;
  }
  if (!rows.empty()) fmt::print("\non no list:\n");
  for (auto const& [name, row] : rows)
    fmt::print("{:>3}×  {:<13} \u2068{}\u2069  ({}, {:.2f})\n", row.count, to_text(name.first),
               log::visible(name.second), to_text(row.first->cue), row.first->confidence);
}

void print_colours(Extraction const& extraction, entities::Catalogue const& catalogue) {
  std::vector<terminal::Highlight> highlights;
  for (Mention const& mention : extraction.mentions) {
    highlights.push_back(
        {mention.range, mention.kind == EntityKind::place ? terminal::Colour::place : terminal::Colour::actor});
  }
  std::cout << terminal::highlighted(extraction.document.text(), highlights, true) << '\n';
  print_table(extraction, catalogue);
  print_discovered(extraction);
}

}  // namespace

int extract(ExtractOptions const& options) {
  std::optional<Timestamp> date;
  if (!options.date.empty() && !(date = parse_rfc3339(options.date))) {
    fmt::print(stderr, "error: --date {} is not a date; write it as 2020-06-29\n", options.date);
    return wrong_input;
  }
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  if (options.jsonl) return extract_jsonl(snapshot->extractors, options.file, date);
  auto input = read_input(options.file);
  if (!input) return wrong_input;
  std::optional<Article> article;
  if (options.file.ends_with(".json")) {
    article = read_article(*input, options.file);
    if (!article) return wrong_input;
  } else {
    article.emplace();
    article->body = make_valid_utf8(*std::move(input));
    article->fetched = SystemClock{}.now();
  }
  if (date) article->published = date;
  Extraction const extraction = snapshot->extractors.extract(*article);
  auto const& catalogue = snapshot->extractors.catalogue();
  options.json ? print_json(extraction, catalogue) : print_colours(extraction, catalogue);
  return done;
}

}  // namespace rasid::cli
