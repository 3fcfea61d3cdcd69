#include "rules/geography.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "rules/condition.h"

namespace rasid::rules {
namespace {

constexpr double earth_radius = 6371.0088;     // km, mean (IUGG)
constexpr double kilometres_a_degree = 111.0;  // of latitude; a little less than there are

std::optional<double> number(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_an_area(std::string_view kind) {
  static constexpr std::array<std::string_view, 9> areas = {"continent", "region", "country", "province", "river",
                                                            "canal",     "sea",    "border",  "mountain"};
  return std::ranges::find(areas, kind) != areas.end();
}

}  // namespace

double kilometres(entities::GeoPoint a, entities::GeoPoint b) {
  auto const radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  double const north = std::sin(radians(b.latitude - a.latitude) / 2);
  double const east = std::sin(radians(b.longitude - a.longitude) / 2);
  double const h = north * north + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * east * east;
  return 2 * earth_radius * std::asin(std::min(1.0, std::sqrt(h)));
}

std::optional<double> parse_kilometres(std::string_view text) {
  if (!text.ends_with("km")) return std::nullopt;
  auto const value = number(text.substr(0, text.size() - 2));
  return value && *value > 0 && *value <= max_kilometres ? value : std::nullopt;
}

std::optional<Circle> parse_circle(std::string_view text) {
  std::size_t const comma = text.find(',');
  std::size_t const tilde = text.find('~');
  if (comma == std::string_view::npos || tilde == std::string_view::npos || tilde < comma) return std::nullopt;
  auto const latitude = number(text.substr(0, comma));
  auto const longitude = number(text.substr(comma + 1, tilde - comma - 1));
  auto const radius = parse_kilometres(text.substr(tilde + 1));
  if (!latitude || !longitude || !radius || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) return std::nullopt;
  return Circle{{*latitude, *longitude}, *radius};
}

std::vector<EntityIndex> places_in(Circle const& circle, entities::Catalogue const& catalogue) {
  std::vector<EntityIndex> out;
  auto const all = catalogue.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    entities::Entity const& place = all[i];
    if (place.kind != EntityKind::place || !place.point || is_an_area(place.place_kind)) continue;
    double const northwards = std::abs(place.point->latitude - circle.centre.latitude) * kilometres_a_degree;
    if (northwards > circle.radius) continue;  // most of them, without trigonometry
    if (kilometres(*place.point, circle.centre) <= circle.radius) out.push_back(static_cast<EntityIndex>(i));
  }
  return out;
}

}  // namespace rasid::rules
