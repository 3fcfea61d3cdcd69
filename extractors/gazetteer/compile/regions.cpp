#include "extractors/gazetteer/compile/regions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include <boost/json.hpp>

#include "extractors/entities/country_names.h"

namespace rasid::gazetteer {
namespace {

namespace json = boost::json;

constexpr std::size_t most_json_bytes = 64U << 20U;
constexpr std::size_t most_regions = 1'000'000;
constexpr double squares_a_degree = 2;

/// The settled squares of a region.
class Land {
 public:
  void add(double latitude, double longitude) {
    if (count_ == 0) first_longitude_ = longitude;
    squares_.emplace(static_cast<int>(std::floor(latitude * squares_a_degree)),
                     static_cast<int>(std::floor(longitude * squares_a_degree)));
    sum_latitude_ += latitude;
    sum_longitude_ += east_of_first(longitude);
    ++count_;
  }

  /// Latitude and longitude. Regions smaller than a few squares have the mean of their settlements.
  [[nodiscard]] std::pair<double, double> middle() const {
    if (squares_.size() < 4) return {sum_latitude_ / count_, around(sum_longitude_ / count_)};
    double north = 0;
    double east = 0;
    double weight = 0;
    for (auto const& [row, column] : squares_) {
      double const latitude = (row + 0.5) / squares_a_degree;
      double const area = std::cos(latitude * std::numbers::pi / 180);
      north += latitude * area;
      east += east_of_first((column + 0.5) / squares_a_degree) * area;
      weight += area;
    }
    return {north / weight, around(east / weight)};
  }

 private:
  /// The longitude within 180 degrees of the first one's, so that regions across the date line keep together.
  [[nodiscard]] double east_of_first(double longitude) const {
    double const difference = longitude - first_longitude_;
    return longitude - 360 * std::round(difference / 360);
  }
  static double around(double longitude) { return longitude - 360 * std::round(longitude / 360); }

  std::set<std::pair<int, int>> squares_;
  double first_longitude_ = 0;
  double sum_latitude_ = 0;
  double sum_longitude_ = 0;
  double count_ = 0;
};

struct Region {
  Land land;
  std::uint64_t population = 0;
};

void add_country_names(SourcePlace& country) {
  for (entities::Name& name : entities::country_names(country.country)) {
    if (name.language == "en") country.label = country.ascii = name.text;
    country.names.push_back({std::move(name.text), std::move(name.language), bears_in_language});
  }
  country.names.push_back({country.label, "en", bears_as_label});
}

/// The codes of the country and the regions that hold a settlement, from the outside in.
std::vector<std::string> codes_of(SourcePlace const& place) {
  std::vector<std::string> out{place.country};
  if (!place.first.empty()) out.push_back(out.back() + "." + place.first);
  if (!place.first.empty() && !place.second.empty()) out.push_back(out.back() + "." + place.second);
  return out;
}

}  // namespace

Result<> read_region_names(std::string_view text, RegionNames& out) {
  auto const wrong = [] { return failure(std::errc::invalid_argument, "reading the names of regions"); };
  boost::system::error_code error;
  if (text.size() > most_json_bytes) return wrong();
  json::value const all = json::parse(text, error);
  if (error || !all.is_array()) return wrong();
  for (json::value const& each : all.get_array()) {
    json::object const* const region = each.if_object();
    json::value const* const code = region != nullptr ? region->if_contains("code") : nullptr;
    json::value const* const name = region != nullptr ? region->if_contains("name") : nullptr;
    if (code == nullptr || name == nullptr || !code->is_string() || !name->is_string()) return wrong();
    if (out.size() < most_regions)
      out.insert_or_assign(std::string(code->get_string()), std::string(name->get_string()));
  }
  return {};
}

std::vector<SourcePlace> make_regions(std::vector<SourcePlace> const& settlements, RegionNames const& names) {
  std::map<std::string, Region> regions;
  for (SourcePlace const& place : settlements) {
    for (std::string const& code : codes_of(place)) {
      Region& region = regions[code];
      region.land.add(place.latitude, place.longitude);
      if (place.kind != Kind::district) region.population += place.population;
    }
  }
  std::vector<SourcePlace> out;
  for (auto const& [code, region] : regions) {
    auto const levels = std::ranges::count(code, '.');
    SourcePlace place{.kind = static_cast<Kind>(levels), .population = region.population, .country = code.substr(0, 2)};
    std::tie(place.latitude, place.longitude) = region.land.middle();
    if (levels == 0) {
      add_country_names(place);
    } else {
      auto const name = names.find(code);
      if (name == names.end() || name->second.empty()) continue;
      std::string_view const inner = std::string_view(code).substr(3);
      place.first = inner.substr(0, inner.find('.'));
      if (levels == 2) place.second = inner.substr(inner.find('.') + 1);
      place.label = place.ascii = name->second;
      place.names.push_back({place.label, {}, bears_as_label});
    }
    out.push_back(std::move(place));
  }
  return out;
}

}  // namespace rasid::gazetteer
