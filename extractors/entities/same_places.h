#pragma once

#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/gazetteer/gazetteer.h"

namespace rasid::entities {

/// A place of the compiled gazetteer, and the listed place that is the same.
struct SamePlace {
  gazetteer::PlaceIndex compiled{};
  EntityIndex listed{};
};

/// Finds the listed places in the gazetteer: countries by their code, others by a shared name, near coordinates, the
/// country, and a kind that fits (a city is no province). Of several the nearest in kind, then the largest. Ascending
/// by compiled place, each once.
std::vector<SamePlace> same_places(std::vector<Entity> const& listed, gazetteer::Gazetteer const& gazetteer);

}  // namespace rasid::entities
