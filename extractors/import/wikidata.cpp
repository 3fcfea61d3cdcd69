#include <algorithm>
#include <array>
#include <charconv>

#include "extractors/entities/listed.h"
#include "extractors/import/importer.h"
#include "extractors/import/json_parts.h"

namespace rasid::imports {
namespace {

namespace json = boost::json;

constexpr std::string_view human = "Q5";

/// Classes of organisations by their own item; the class tree above them is not in an entity.
constexpr auto organisations = std::to_array<std::string_view>(
    {"Q43229",    "Q4830453", "Q783794",   "Q6881511",  "Q891723",  "Q7278",    "Q327333", "Q176799",
     "Q17149090", "Q192350",  "Q11032",    "Q1002697",  "Q1194951", "Q163740",  "Q79913",  "Q484652",
     "Q41710",    "Q1110794", "Q2085381",  "Q17127659", "Q4120211", "Q1664720", "Q245065", "Q15645384",
     "Q61883",    "Q772547",  "Q45295908", "Q20901295", "Q22687",   "Q1616075"});
/// What an organisation has and nothing else: headquarters, founder, employees, chair.
constexpr auto signs_of_organisation = std::to_array<std::string_view>({"P159", "P112", "P1128", "P488", "P169"});

struct PlaceClass {
  std::string_view item, kind;
};
constexpr auto place_classes = std::to_array<PlaceClass>({{"Q6256", "country"},
                                                          {"Q3624078", "country"},
                                                          {"Q515", "city"},
                                                          {"Q1549591", "city"},
                                                          {"Q5119", "city"},
                                                          {"Q3957", "town"},
                                                          {"Q532", "village"},
                                                          {"Q123705", "district"},
                                                          {"Q1248784", "airport"},
                                                          {"Q44782", "port"},
                                                          {"Q23442", "island"},
                                                          {"Q8502", "mountain"},
                                                          {"Q4022", "river"},
                                                          {"Q37901", "strait"},
                                                          {"Q165", "sea"},
                                                          {"Q245016", "base"},
                                                          {"Q695850", "base"},
                                                          {"Q622499", "camp"},
                                                          {"Q1137809", "crossing"}});

struct Nation {
  std::string_view item, code;
};
constexpr auto nations = std::to_array<Nation>(
    {{"Q796", "IQ"},  {"Q794", "IR"},  {"Q858", "SY"}, {"Q822", "LB"},  {"Q801", "IL"}, {"Q219060", "PS"},
     {"Q810", "JO"},  {"Q851", "SA"},  {"Q878", "AE"}, {"Q846", "QA"},  {"Q817", "KW"}, {"Q398", "BH"},
     {"Q842", "OM"},  {"Q805", "YE"},  {"Q79", "EG"},  {"Q1016", "LY"}, {"Q948", "TN"}, {"Q262", "DZ"},
     {"Q1028", "MA"}, {"Q1049", "SD"}, {"Q43", "TR"},  {"Q30", "US"},   {"Q145", "GB"}, {"Q142", "FR"},
     {"Q183", "DE"},  {"Q38", "IT"},   {"Q29", "ES"},  {"Q159", "RU"},  {"Q212", "UA"}, {"Q184", "BY"},
     {"Q36", "PL"},   {"Q148", "CN"},  {"Q17", "JP"},  {"Q668", "IN"},  {"Q843", "PK"}, {"Q889", "AF"},
     {"Q227", "AZ"},  {"Q399", "AM"},  {"Q230", "GE"}, {"Q16", "CA"},   {"Q28", "HU"},  {"Q41", "GR"},
     {"Q229", "CY"},  {"Q55", "NL"},   {"Q31", "BE"},  {"Q34", "SE"},   {"Q20", "NO"},  {"Q39", "CH"},
     {"Q40", "AT"},   {"Q155", "BR"},  {"Q414", "AR"}, {"Q717", "VE"},  {"Q884", "KR"}, {"Q423", "KP"},
     {"Q408", "AU"},  {"Q1033", "NG"}, {"Q115", "ET"}, {"Q1045", "SO"}, {"Q863", "TJ"}, {"Q265", "UZ"},
     {"Q232", "KZ"},  {"Q874", "TM"},  {"Q813", "KG"}, {"Q218", "RO"},  {"Q219", "BG"}, {"Q403", "RS"}});

json::object const* main_value(json::value const& statement) {
  json::object const* const object = statement.if_object();
  json::object const* const snak = object == nullptr ? nullptr : object_of(*object, "mainsnak");
  json::object const* const data = snak == nullptr ? nullptr : object_of(*snak, "datavalue");
  return data == nullptr ? nullptr : object_of(*data, "value");
}

/// The items a property names.
std::vector<std::string_view> items_of(json::object const& claims, std::string_view property) {
  std::vector<std::string_view> out;
  json::array const* const statements = array_of(claims, property);
  if (statements == nullptr) return out;
  for (json::value const& statement : *statements) {
    if (json::object const* const value = main_value(statement)) out.push_back(text_of(*value, "id"));
  }
  return out;
}

std::optional<double> number(json::object const& object, std::string_view key) {
  json::value const* const value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

std::optional<entities::GeoPoint> point_of(json::object const& claims) {
  json::array const* const statements = array_of(claims, "P625");
  if (statements == nullptr || statements->empty()) return std::nullopt;
  json::object const* const value = main_value(statements->front());
  if (value == nullptr) return std::nullopt;
  auto const north = number(*value, "latitude");
  auto const east = number(*value, "longitude");
  if (!north || !east || std::abs(*north) > 90 || std::abs(*east) > 180) return std::nullopt;
  return entities::GeoPoint{*north, *east};
}

std::uint64_t population_of(json::object const& claims) {
  json::array const* const statements = array_of(claims, "P1082");
  std::uint64_t most = 0;
  if (statements == nullptr) return most;
  for (json::value const& statement : *statements) {
    json::object const* const value = main_value(statement);
    std::string_view amount = value == nullptr ? std::string_view() : text_of(*value, "amount");
    if (amount.starts_with('+')) amount.remove_prefix(1);
    std::uint64_t people = 0;
    if (std::from_chars(amount.data(), amount.data() + amount.size(), people).ec == std::errc{})
      most = std::max(most, people);
  }
  return most;
}

bool holds_any(auto const& list, std::vector<std::string_view> const& items) {
  return std::ranges::any_of(items, [&](std::string_view item) { return std::ranges::find(list, item) != list.end(); });
}

class Wikidata final : public Importer {
 public:
  std::string line(std::string_view line, Emit const& emit) override {
    while (!line.empty() && (line.back() == ',' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line == "[" || line == "]") return {};
    std::string problem;
    auto const value = parse_object(line, problem);
    if (!problem.empty()) return problem;
    auto const& object = value.get_object();
    std::string_view const id = text_of(object, "id");
    if (id.empty()) return "no \"id\": not a Wikidata entity";
    auto const* const claims = object_of(object, "claims");
    if (!id.starts_with('Q') || claims == nullptr) return {};  // properties and lexemes
    Imported out;
    if (!classify(*claims, out.entity)) return {};
    out.entity.key = key_of("wd", id);
    add_names(object, out.entity);
    if (out.entity.names.empty()) return {};  // no label: nothing to find it by
    for (char const* const property : {"P27", "P17"}) {
      for (auto const item : items_of(*claims, property)) {
        auto const nation = std::ranges::find(nations, item, &Nation::item);
        if (nation != nations.end()) out.countries.emplace_back(nation->code);
      }
    }
    if (out.entity.kind == EntityKind::place && !out.countries.empty()) out.entity.country = out.countries.front();
    emit(std::move(out));
    return {};
  }

 private:
  static bool classify(json::object const& claims, entities::Entity& entity) {
    auto const classes = items_of(claims, "P31");
    if (std::ranges::find(classes, human) != classes.end()) {
      entity.kind = EntityKind::person;
      return true;
    }
    bool const has_sign = std::ranges::any_of(signs_of_organisation,
                                              [&](std::string_view property) { return claims.contains(property); });
    if (holds_any(organisations, classes) || has_sign) {
      entity.kind = EntityKind::organisation;
      return true;
    }
    entity.point = point_of(claims);
    if (!entity.point) return false;
    entity.kind = EntityKind::place;
    entity.place_kind = "other";
    for (PlaceClass const& each : place_classes) {
      if (std::ranges::find(classes, each.item) == classes.end()) continue;
      entity.place_kind = each.kind;
      break;
    }
    entity.population = population_of(claims);
    return true;
  }

  static void add_names(json::object const& object, entities::Entity& entity) {
    auto const language_of = [](std::string_view tag) { return tag == "mul" ? std::string_view() : tag; };
    auto const fits = [](std::string_view tag) { return tag == "mul" || entities::is_language_tag(tag); };
    if (json::object const* const labels = object_of(object, "labels")) {
      for (auto const& [tag, label] : *labels) {
        if (label.is_object() && fits(tag)) add_name(entity, text_of(label.get_object(), "value"), language_of(tag));
      }
      if (json::object const* const english = object_of(*labels, "en")) entity.label = text_of(*english, "value");
    }
    if (json::object const* const aliases = object_of(object, "aliases")) {
      for (auto const& [tag, list] : *aliases) {
        if (!list.is_array() || !fits(tag)) continue;
        for (json::value const& alias : list.get_array()) {
          if (alias.is_object()) add_name(entity, text_of(alias.get_object(), "value"), language_of(tag));
        }
      }
    }
    if (entity.label.empty() && !entity.names.empty()) entity.label = entity.names.front().text;
  }
};

}  // namespace

std::unique_ptr<Importer> make_wikidata_importer() {
  return std::make_unique<Wikidata>();
}

}  // namespace rasid::imports
