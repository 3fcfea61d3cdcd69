#include <charconv>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/import/importer.h"
#include "extractors/model/split.h"

namespace rasid::imports {
namespace {

/// https://download.geonames.org/export/dump/ (readme.txt): the columns of the main table.
enum Column : std::size_t {
  id = 0,
  name = 1,
  ascii_name = 2,
  alternate_names = 3,
  latitude = 4,
  longitude = 5,
  feature_class = 6,
  feature_code = 7,
  country = 8,
  population = 14
};
constexpr std::size_t columns_of_main = 19;
constexpr std::size_t columns_of_alternates = 10;

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number out{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

std::string_view kind_of(std::string_view feature, std::uint64_t people) {
  if (feature.starts_with("PCL")) return "country";
  if (feature == "ADM1") return "province";
  if (feature.starts_with("ADM")) return "district";
  if (feature == "PPLX") return "district";
  if (feature.starts_with("PPL")) return people >= 100'000 ? "city" : people >= 10'000 ? "town" : "village";
  if (feature.starts_with("AIRP") || feature == "AIRB") return feature == "AIRB" ? "base" : "airport";
  if (feature == "MILB" || feature == "INSM") return "base";
  if (feature == "STRT") return "strait";
  if (feature == "SEA" || feature == "GULF") return "sea";
  if (feature.starts_with("STM")) return "river";
  if (feature.starts_with("ISL")) return "island";
  if (feature.starts_with("MT")) return "mountain";
  if (feature == "HBR" || feature == "PRT") return "port";
  if (feature == "CNL") return "canal";
  if (feature == "RGN") return "region";
  return feature == "CMP" || feature == "CMPRF" ? "camp" : "other";
}

class GeoNames final : public Importer {
 public:
  std::string line(std::string_view line, Emit const& emit) override {
    if (line.empty() || line.front() == '#') return {};
    auto const columns = split_at(line, '\t');
    if (columns.size() == columns_of_alternates)
      return "this is alternateNamesV2: give it as --alternate-names beside the main table";
    if (columns.size() != columns_of_main)
      return fmt::format("{} columns where {} are needed", columns.size(), columns_of_main);
    auto const north = number<double>(columns[latitude]);
    auto const east = number<double>(columns[longitude]);
    if (!number<std::uint64_t>(columns[id])) return "the id is not a number";
    if (!north || !east || *north < -90 || *north > 90 || *east < -180 || *east > 180) return "no coordinates";
    Imported out;
    out.entity.kind = EntityKind::place;
    out.entity.key = key_of("gn", columns[id]);
    out.entity.label = columns[name];
    out.entity.point = entities::GeoPoint{*north, *east};
    out.entity.population = number<std::uint64_t>(columns[population]).value_or(0);
    out.entity.place_kind = kind_of(columns[feature_code], out.entity.population);
    if (entities::is_country_code(columns[country])) out.entity.country = columns[country];
    // A country's table entry needs its code; one without is an area.
    if (out.entity.place_kind == "country" && out.entity.country.empty()) out.entity.place_kind = "region";
    add_name(out.entity, columns[name], "");
    add_name(out.entity, columns[ascii_name], "");
    for (auto const alternate : split_at(columns[alternate_names], ',')) {
      // Links and codes stand among the names; airports' three letters are words elsewhere.
      if (alternate.size() > 3 && alternate.find("://") == std::string_view::npos) add_name(out.entity, alternate, "");
    }
    if (out.entity.names.empty()) return "a place without a name";
    if (!out.entity.country.empty()) out.countries.push_back(out.entity.country);
    emit(std::move(out));
    return {};
  }
};

}  // namespace

std::unique_ptr<Importer> make_geonames_importer() {
  return std::make_unique<GeoNames>();
}

}  // namespace rasid::imports
