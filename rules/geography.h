#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/entities/geography.h"

namespace rasid::rules {

/// Kilometres between two points on the Earth, taken for a sphere (0.5 % off at most).
using entities::kilometres;

/// "50km" or "2.5km", up to max_kilometres; nothing for anything else.
std::optional<double> parse_kilometres(std::string_view text);

/// A circle on the map.
struct Circle {
  entities::GeoPoint centre;
  double radius = 0;  // kilometres
};

/// "33.3,44.4~25km": latitude, longitude, distance.
std::optional<Circle> parse_circle(std::string_view text);

/// Places of which a circle can speak that lie in it, ascending. Countries, provinces, seas and rivers have a point
/// too, somewhere in their middle; that a report names Iraq does not put it near that point, so they are left out.
std::vector<EntityIndex> places_in(Circle const& circle, entities::Catalogue const& catalogue);

}  // namespace rasid::rules
