#include "extractors/entities/geography.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rasid::entities {
namespace {

constexpr double earth_radius = 6371.0088;  // km, mean (IUGG)

}  // namespace

double kilometres(GeoPoint a, GeoPoint b) {
  auto const radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  double const north = std::sin(radians(b.latitude - a.latitude) / 2);
  double const east = std::sin(radians(b.longitude - a.longitude) / 2);
  double const h = north * north + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * east * east;
  return 2 * earth_radius * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace rasid::entities
