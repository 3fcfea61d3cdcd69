#pragma once

#include "extractors/entities/catalogue.h"

namespace rasid::entities {

/// Along the surface of the Earth, in kilometres.
[[nodiscard]] double kilometres(GeoPoint a, GeoPoint b);

}  // namespace rasid::entities
