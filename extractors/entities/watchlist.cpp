#include "extractors/entities/watchlist.h"

#include <charconv>

#include <fmt/format.h>

#include "extractors/entities/place_kinds.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

using yaml::File;
using yaml::MapReader;
using yaml::Value;

constexpr std::size_t most_names = 256;

/// What reading one file needs at every step.
struct Reading {
  File const& file;
  Diagnostics& problems;

  void report(Value const& at, std::string message, std::string remedy = {}) const {
    problems.push_back(file.error(at, std::move(message), std::move(remedy)));
  }
};

/// A name is its text, or {text: …, ambiguous: true}.
std::optional<Name> read_name(Reading const& reading, Value const& value, std::string const& language) {
  Name name{.language = language};
  if (value.kind == Value::Kind::map) {
    MapReader map(reading.file, value, "name", reading.problems);
    name.text = map.required_text("text");
    name.ambiguous = map.boolean("ambiguous").value_or(false);
    map.finish();
  } else if (value.kind == Value::Kind::scalar) {
    name.text = value.text;
  } else {
    reading.report(value, "a name is missing here", "write it, or take the line away");
    return std::nullopt;
  }
  if (text::fold(name.text).empty()) {
    reading.report(value, fmt::format("the name \"{}\" has no letter", name.text));
    return std::nullopt;
  }
  return name;
}

void read_names_of_language(Reading const& reading, Value const& list, std::string const& language, Entity& entity) {
  if (list.kind != Value::Kind::list) {
    if (auto name = read_name(reading, list, language)) entity.names.push_back(std::move(*name));
    return;
  }
  for (Value const& item : list.items) {
    auto name = read_name(reading, item, language);
    if (!name) continue;
    if (entity.names.size() == most_names) return reading.report(item, fmt::format("more than {} names", most_names));
    entity.names.push_back(std::move(*name));
  }
}

/// `names` is a map from a language ("any" where the language does not matter) to a name or a list of names.
void read_names(Reading const& reading, Value const* names, Entity& entity) {
  if (names == nullptr) return;
  if (names->kind != Value::Kind::map) {
    return reading.report(*names, "\"names\" must be a map from languages to names",
                          "write it as {ar: [بغداد], en: [Baghdad]}");
  }
  for (yaml::Entry const& entry : names->entries) {
    std::string const& language = entry.key.text;
    if (language != "any" && !is_language_tag(language)) {
      reading.report(entry.key, fmt::format("\"{}\" is not a language", language),
                     "write ar, fa, he, ru, en, … or any");
    }
    read_names_of_language(reading, entry.value, language == "any" ? "" : language, entity);
  }
}

Role read_role(Reading const& reading, Value const& value) {
  MapReader map(reading.file, value, "role", reading.problems);
  Role role;
  role.office = map.text("office").value_or("");
  role.of = map.text("of").value_or("");
  role.text = role.office.empty() ? map.required_text("text") : map.text("text").value_or("");
  if (role.office.empty() != role.of.empty()) {
    map.report(value, "\"office\" and \"of\" go together", "write it as {office: prime-minister, of: iraq}");
  }
  role.language = map.text("lang").value_or("");
  role.from = map.timestamp("from");
  role.to = map.timestamp("to");
  if (!role.language.empty() && !is_language_tag(role.language)) {
    map.report(*map.child("lang"), fmt::format("\"{}\" is not a language", role.language),
               "write ar, fa, he, ru, en, …");
  }
  if (role.from && role.to && *role.to <= *role.from) map.report(*map.child("to"), "\"to\" must be after \"from\"");
  if (!role.text.empty() && text::fold(role.text).empty()) map.report(*map.child("text"), "this role has no letter");
  map.finish();
  return role;
}

/// `variants: all | spellings | none`, or a list: these and no others.
void read_variants(MapReader& map, Variants& out) {
  Value const* value = map.child("variants");
  if (value != nullptr && value->kind == Value::Kind::list) {
    out.made = Variants::Made::none;
    out.listed = map.texts("variants");
  } else if (value != nullptr) {
    static std::vector<std::string> const kinds = {"all", "spellings", "none"};
    std::string const made = map.choice("variants", kinds).value_or("all");
    out.made = made == "none"        ? Variants::Made::none
               : made == "spellings" ? Variants::Made::spellings
                                     : Variants::Made::all;
  }
  out.refused = map.texts("not_names");
}

/// A word without a letter or digit would fold to nothing, and be near every name.
void check_words(Reading const& reading, MapReader& map, std::string_view key, std::vector<std::string> const& words) {
  for (std::string const& word : words) {
    if (text::fold(word).empty()) reading.report(*map.child(key), fmt::format("\"{}\" has no letter", word));
  }
}

/// What actors and places have in common.
void read_identity(Reading const& reading, MapReader& map, Value const& value, Listed& out) {
  out.entity.key = map.required_text("id");
  Value const* id = map.child("id");
  out.at_key = reading.file.error(id == nullptr ? value : *id, "");
  if (!out.entity.key.empty() && !is_key(out.entity.key)) {
    map.report(*id, fmt::format("\"{}\" cannot be an id", out.entity.key), std::string(key_rule));
  }
  out.entity.label = map.required_text("label");
  read_names(reading, map.required_child("names"), out.entity);
  Value const* names = map.child("names");
  if (names != nullptr && names->kind == Value::Kind::map && names->entries.empty()) {
    map.report(*names, "at least one name is needed");
  }
}

Listed read_actor(Reading const& reading, Value const& value) {
  Listed out;
  MapReader map(reading.file, value, "actor", reading.problems);
  read_identity(reading, map, value, out);
  static std::vector<std::string> const kinds = {"person", "organisation"};
  if (map.required_child("kind") != nullptr) {
    out.entity.kind = map.choice("kind", kinds) == "organisation" ? EntityKind::organisation : EntityKind::person;
  }
  for (Value const* role : map.items("roles")) out.entity.roles.push_back(read_role(reading, *role));
  out.entity.groups = map.texts("groups");
  for (std::string const& group : out.entity.groups) {
    if (!is_key(group)) {
      map.report(*map.child("groups"), fmt::format("\"{}\" cannot be a group", group), std::string(key_rule));
    }
  }
  read_variants(map, out.entity.variants);
  out.entity.not_near = map.texts("not");
  check_words(reading, map, "variants", out.entity.variants.listed);
  check_words(reading, map, "not_names", out.entity.variants.refused);
  check_words(reading, map, "not", out.entity.not_near);
  map.finish();
  return out;
}

std::optional<double> coordinate(Value const& value, double most) {
  double number = 0;
  auto const [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  bool const whole = error == std::errc{} && end == value.text.data() + value.text.size();
  return whole && number >= -most && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<GeoPoint> read_point(MapReader& map) {
  Value const* value = map.child("point");
  if (value == nullptr) return std::nullopt;
  if (value->kind == Value::Kind::list && value->items.size() == 2) {
    auto const north = coordinate(value->items[0], 90);
    auto const east = coordinate(value->items[1], 180);
    if (north && east) return GeoPoint{*north, *east};
  }
  map.report(*value, "\"point\" must be a latitude and a longitude in degrees", "write it as [33.306, 44.39]");
  return std::nullopt;
}

Listed read_place(Reading const& reading, Value const& value) {
  Listed out;
  MapReader map(reading.file, value, "place", reading.problems);
  read_identity(reading, map, value, out);
  out.entity.kind = EntityKind::place;
  out.entity.place_kind = map.choice("kind", place_kinds()).value_or("other");
  out.entity.point = read_point(map);
  out.entity.country = map.text("country").value_or("");
  if (!out.entity.country.empty() && !is_country_code(out.entity.country)) {
    map.report(*map.child("country"), "\"country\" must be two capital letters (ISO 3166-1)", "write it as IQ");
  }
  out.entity.population = static_cast<std::uint64_t>(map.integer("population", 0, 20'000'000'000).value_or(0));
  out.within = map.text("within").value_or("");
  Value const* within = map.child("within");
  out.at_within = reading.file.error(within == nullptr ? value : *within, "");
  map.finish();
  return out;
}

}  // namespace

Loaded read_watchlist(File const& file) {
  Loaded out;
  Reading const reading{file, out.problems};
  MapReader map(file, file.root, "watchlist", out.problems);
  if (map.required_child("version") != nullptr) map.integer("version", 1, 1);
  for (Value const* actor : map.items("actors")) out.entities.push_back(read_actor(reading, *actor));
  for (Value const* place : map.items("places")) out.entities.push_back(read_place(reading, *place));
  map.finish();
  // One without an id has been reported; it must not count as a second one without an id.
  std::erase_if(out.entities, [](Listed const& listed) { return listed.entity.key.empty(); });
  return out;
}

}  // namespace rasid::entities
