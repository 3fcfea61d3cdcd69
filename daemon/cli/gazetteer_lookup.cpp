#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/gazetteer_commands.h"
#include "daemon/cli/input.h"
#include "daemon/log/log.h"
#include "rules/geography.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

using entities::Catalogue;
using Names = std::map<std::string, std::vector<std::string>>;  // by language

/// A place's names: those that are listed and those of the gazetteer, in its order.
Names names_of(EntityIndex place, Catalogue const& catalogue) {
  Names out;
  auto const add = [&](std::string_view language, std::string_view name) {
    std::vector<std::string>& known = out[std::string(language)];
    if (std::ranges::find(known, name) == known.end()) known.emplace_back(name);
  };
  if (catalogue.is_listed(place)) {
    for (entities::Name const& name : catalogue[place].names) add(name.language, name.text);
  }
  auto const compiled = catalogue.compiled(place);
  if (!compiled) return out;
  gazetteer::Gazetteer const& gazetteer = *catalogue.gazetteer();
  for (gazetteer::BearerRow const& bearer : gazetteer.all_bearers()) {
    if (bearer.place == static_cast<std::uint32_t>(*compiled)) {
      add(gazetteer::languages[bearer.language], gazetteer.written(bearer));
    }
  }
  return out;
}

std::vector<EntityIndex> outward(EntityIndex place, Catalogue const& catalogue) {
  constexpr std::size_t most = 16;
  std::vector<EntityIndex> out;
  for (auto next = catalogue.within(place); next && out.size() < most; next = catalogue.within(*next)) {
    out.push_back(*next);
  }
  return out;
}

json::object as_json(EntityIndex place, Catalogue const& catalogue) {
  json::array within;
  for (EntityIndex const outer : outward(place, catalogue)) {
    within.push_back(json::object{{"key", catalogue[outer].key}, {"label", catalogue.label(outer)}});
  }
  json::object names;
  for (auto const& [language, all] : names_of(place, catalogue)) names[language] = json::array(all.begin(), all.end());
  json::object out{{"key", catalogue[place].key},
                   {"label", catalogue.label(place)},
                   {"kind", catalogue.place_kind(place)},
                   {"country", catalogue.country(place)},
                   {"population", catalogue.population(place)},
                   {"within", std::move(within)},
                   {"names", std::move(names)}};
  if (auto const point = catalogue.point(place)) {
    out["latitude"] = point->latitude;
    out["longitude"] = point->longitude;
  }
  auto const compiled = catalogue.compiled(place);
  if (compiled && (*catalogue.gazetteer())[*compiled].id != 0) out["geonames"] = (*catalogue.gazetteer())[*compiled].id;
  return out;
}

void print_names(EntityIndex place, Catalogue const& catalogue) {
  constexpr std::size_t most = 6;
  for (auto& [language, all] : names_of(place, catalogue)) {
    std::vector<std::string> shown;
    for (std::string const& name : all) {
      if (shown.size() < most) shown.push_back(fmt::format("\u2068{}\u2069", log::visible(name)));
    }
    fmt::print("    {:<4} {}{}\n", language.empty() ? "-" : language, fmt::join(shown, " · "),
               all.size() > most ? fmt::format(" · {} more", all.size() - most) : "");
  }
}

void print_text(EntityIndex place, Catalogue const& catalogue) {
  std::vector<std::string> within;
  for (EntityIndex const outer : outward(place, catalogue)) within.push_back(log::visible(catalogue.label(outer)));
  fmt::print("{}  {}{}{}\n", log::visible(catalogue.label(place)), catalogue.place_kind(place),
             within.empty() ? "" : " in ", fmt::join(within, ", "));
  auto const point = catalogue.point(place);
  std::uint64_t const people = catalogue.population(place);
  fmt::print("    key {}{}{}\n", catalogue[place].key,
             point ? fmt::format(", at {:.4f}, {:.4f}", point->latitude, point->longitude) : "",
             people == 0 ? "" : fmt::format(", {} people", people));
  print_names(place, catalogue);
}

/// What --country and --near leave; nothing where they cannot be understood.
std::optional<std::vector<EntityIndex>> chosen(GazetteerLookupOptions const& options, Catalogue const& catalogue) {
  std::vector<EntityIndex> out = catalogue.all_places_named(options.name);
  if (!options.country.empty()) {
    std::vector<std::string> codes{options.country};
    for (EntityIndex const place : catalogue.places_named(options.country))
      codes.emplace_back(catalogue.country(place));
    for (char& c : codes[0]) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    std::erase_if(out,
                  [&](EntityIndex place) { return std::ranges::find(codes, catalogue.country(place)) == codes.end(); });
  }
  if (options.near.empty()) return out;
  auto const circle = rules::parse_circle(options.near);
  if (!circle) {
    fmt::print(stderr, "error: --near {}: write latitude, longitude and kilometres, as in 33.3,44.4~50km\n",
               options.near);
    return std::nullopt;
  }
  std::erase_if(out, [&](EntityIndex place) {
    auto const point = catalogue.point(place);
    return !point || rules::kilometres(*point, circle->centre) > circle->radius;
  });
  return out;
}

void print_attribution(Catalogue const& catalogue) {
  if (catalogue.gazetteer() != nullptr) fmt::print("\nContains data of GeoNames (geonames.org), CC BY 4.0.\n");
}

}  // namespace

int gazetteer_lookup(GazetteerLookupOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  Catalogue const& catalogue = snapshot->extractors.catalogue();
  auto const places = chosen(options, catalogue);
  if (!places) return wrong_input;
  std::size_t const shown = std::min(options.limit, places->size());
  if (options.json) {
    json::array out;
    for (std::size_t i = 0; i < shown; ++i) out.push_back(as_json((*places)[i], catalogue));
    std::cout << json::serialize(out) << '\n';
    return places->empty() ? failed : done;
  }
  if (places->empty()) {
    auto const near = catalogue.places_like(options.name);
    fmt::print(stderr, "no place is called \"{}\"{}\n", log::visible(options.name),
               near.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(near, ", ")));
    return failed;
  }
  for (std::size_t i = 0; i < shown; ++i) print_text((*places)[i], catalogue);
  if (shown < places->size()) fmt::print("… and {} more; --limit shows them\n", places->size() - shown);
  print_attribution(catalogue);
  return done;
}

}  // namespace rasid::cli
