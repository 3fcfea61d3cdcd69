#pragma once

#include <cstdint>
#include <memory>

#include "extractors/entities/catalogue.h"
#include "extractors/extractor.h"

namespace rasid::places {

/// Finds the catalogue's places by their names, and the case forms of Russian ones, in every language at once. Where
/// several places bear a name, one is chosen: by places around it that are mentioned beyond doubt (containing it or
/// inside it, then of the same country), then by population; a choice by population alone is given with a low
/// confidence. A name marked ambiguous counts only where a place that contains it, or lies inside it, or itself by
/// another name, is mentioned. A name of one
/// word that bears an Arabic article which is not listed counts as ambiguous, and not at all where it is a country's:
/// السورية is Syrian. A place's name inside a longer place's name is not a mention. `seed` is for the hash
/// table of names.
std::unique_ptr<Extractor> make_place_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed);

}  // namespace rasid::places
