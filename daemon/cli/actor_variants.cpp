#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/actor_commands.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/log/log.h"
#include "extractors/actors/variants.h"
#include "extractors/text/fold.h"

namespace rasid::cli {
namespace {

namespace json = boost::json;

using actors::Variant;
using actors::VariantMaker;

json::object as_json(Variant const& variant) {
  return {{"text", variant.text},           {"script", to_text(variant.script)},
          {"rule", to_text(variant.rule)},  {"score", std::round(variant.score * 1000.0) / 1000.0},
          {"ambiguous", variant.ambiguous}, {"of", variant.of}};
}

void print_json(entities::Entity const& actor, std::vector<Variant> const& variants) {
  json::array names;
  for (entities::Name const& name : actor.names)
    names.push_back(json::object{{"text", name.text}, {"language", name.language}, {"ambiguous", name.ambiguous}});
  json::array all;
  for (Variant const& variant : variants) all.push_back(as_json(variant));
  std::cout << json::serialize(json::object{{"id", actor.key},
                                            {"label", actor.label},
                                            {"names", std::move(names)},
                                            {"variants", std::move(all)}})
            << '\n';
}

void print_table(entities::Entity const& actor, std::vector<Variant> const& variants) {
  fmt::print("{}{}\n", actor.label, actor.key.empty() ? " (not listed)" : fmt::format(" ({})", actor.key));
  for (entities::Name const& name : actor.names) {
    fmt::print("  1.00  {:<9} {:<16} \u2068{}\u2069{}\n", to_text(actors::script_of(name.text)), "listed",
               log::visible(name.text), name.ambiguous ? "  needs other evidence" : "");
  }
  for (Variant const& variant : variants) {
    fmt::print("  {:.2f}  {:<9} {:<16} \u2068{}\u2069{}\n", variant.score, to_text(variant.script),
               to_text(variant.rule), log::visible(variant.text), variant.ambiguous ? "  needs other evidence" : "");
  }
  fmt::print("{} listed, {} made. Prune with `not_names:` or `variants:` in the watchlist.\n", actor.names.size(),
             variants.size());
}

/// A name that is on no list, as if it were: to see what listing it would find.
entities::Catalogue with(std::string const& name, std::string const& kind, entities::Offices const& offices) {
  entities::Entity actor{.kind = kind == "organisation" ? EntityKind::organisation : EntityKind::person, .label = name};
  actor.names.push_back({.text = name});
  std::vector<entities::Entity> all;
  all.push_back(std::move(actor));
  return entities::Catalogue(std::move(all), nullptr, {}, offices);
}

void print(entities::Catalogue const& catalogue, EntityIndex actor, bool as_json) {
  auto const variants = VariantMaker(catalogue).variants_of(actor);
  as_json ? print_json(catalogue[actor], variants) : print_table(catalogue[actor], variants);
}

}  // namespace

int actor_variants(ActorVariantsOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  entities::Catalogue const& catalogue = snapshot->extractors.catalogue();
  auto const known = catalogue.actors_named(options.actor);
  for (EntityIndex const actor : known) print(catalogue, actor, options.json);
  if (!known.empty()) return done;
  if (text::fold(options.actor).empty()) {
    fmt::print(stderr, "error: \"{}\" has no letter\n", options.actor);
    return wrong_input;
  }
  auto const near = catalogue.actors_like(options.actor);
  if (!near.empty() && !options.json)
    fmt::print(stderr, "note: no actor is listed as \"{}\"; did you mean \"{}\"?\n", options.actor, near[0]);
  print(with(options.actor, options.kind, catalogue.offices()), EntityIndex{0}, options.json);
  return done;
}

}  // namespace rasid::cli
