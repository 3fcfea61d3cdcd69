#include <chrono>
#include <map>

#include <fmt/format.h>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/gazetteer_commands.h"
#include "daemon/cli/input.h"
#include "daemon/configuration/gazetteer_file.h"
#include "extractors/gazetteer/gazetteer.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

struct Facts {
  std::string file;  // empty where none is in force
  std::size_t listed = 0;
  std::size_t places = 0;
  std::size_t names = 0;
  std::size_t bytes = 0;
  double opening = 0;  // milliseconds
  std::map<std::string_view, std::size_t> kinds;
  std::string_view notice;
};

Facts facts_of(entities::Catalogue const& catalogue, std::filesystem::path const& config) {
  Facts out;
  for (entities::Entity const& entity : catalogue.all()) out.listed += entity.kind == EntityKind::place ? 1 : 0;
  catalogue.for_each_place([&](EntityIndex place) { ++out.kinds[catalogue.place_kind(place)]; });
  gazetteer::Gazetteer const* const compiled = catalogue.gazetteer();
  if (compiled == nullptr) return out;
  auto const begin = std::chrono::steady_clock::now();
  auto const file = configuration::gazetteer_file(config);
  auto const again = file ? gazetteer::Gazetteer::open(*file) : Result<std::shared_ptr<gazetteer::Gazetteer const>>{};
  out.opening = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  out.file = file ? file->string() : "";
  out.places = compiled->size();
  out.names = compiled->name_count();
  out.bytes = compiled->bytes();
  out.notice = compiled->notice();
  return out;
}

json::object as_json(Facts const& facts) {
  json::object kinds;
  for (auto const& [kind, count] : facts.kinds) kinds[kind] = count;
  return {{"file", facts.file},   {"listed", facts.listed},      {"places", facts.places},    {"names", facts.names},
          {"bytes", facts.bytes}, {"opening_ms", facts.opening}, {"kinds", std::move(kinds)}, {"notice", facts.notice}};
}

}  // namespace

int gazetteer_info(GazetteerInfoOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  Facts const facts = facts_of(snapshot->extractors.catalogue(), options.config);
  if (options.json) {
    std::cout << json::serialize(as_json(facts)) << '\n';
    return done;
  }
  fmt::print("listed in watchlists/ and gazetteer/: {} places\n", facts.listed);
  if (facts.file.empty()) {
    fmt::print("no compiled gazetteer; rasid gazetteer build makes one\n");
    return done;
  }
  fmt::print("{}: {} places, {} names, {:.1f} MB, opened in {:.0f} ms\n", facts.file, facts.places, facts.names,
             static_cast<double>(facts.bytes) / 1e6, facts.opening);
  for (auto const& [kind, count] : facts.kinds) fmt::print("  {:<10} {:>7}\n", kind, count);
  fmt::print("\n{}", facts.notice);
  return done;
}

}  // namespace rasid::cli
