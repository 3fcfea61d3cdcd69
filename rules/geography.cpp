#include "rules/geography.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "rules/condition.h"

namespace rasid::rules {
namespace {

constexpr double kilometres_a_degree = 111.0;  // of latitude; a little less than there are

std::optional<double> number(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_an_area(std::string_view kind) {
  static constexpr std::array<std::string_view, 10> areas = {"continent", "region", "country", "province", "county",
                                                             "river",     "canal",  "sea",     "border",   "mountain"};
  return std::ranges::find(areas, kind) != areas.end();
}

}  // namespace

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
  catalogue.for_each_place([&](EntityIndex place) {
    auto const point = catalogue.point(place);
    if (!point) return;
    double const northwards = std::abs(point->latitude - circle.centre.latitude) * kilometres_a_degree;
    if (northwards > circle.radius) return;  // most of them, without trigonometry
    if (!is_an_area(catalogue.place_kind(place)) && kilometres(*point, circle.centre) <= circle.radius) {
      out.push_back(place);
    }
  });
  return out;
}

}  // namespace rasid::rules
