#pragma once

#include <string_view>
#include <vector>

#include "extractors/discovery/discovered.h"
#include "extractors/entities/catalogue.h"
#include "extractors/tagger/tagger.h"
#include "extractors/text/document.h"

namespace rasid {

/// Names that the tagger sees and no list holds, ascending; at most `limit_discovered`. `mentions` are those of listed
/// entities, sorted by begin: none is lost, but a single word that may mean something else (an ambiguous name, a town
/// called like a person) is believed less where the tagger reads it otherwise.
std::vector<Discovered> discover(tagger::Tagger const& tagger, text::Document const& document,
                                 std::string_view language, entities::Catalogue const& catalogue,
                                 std::vector<Mention>& mentions);

constexpr std::size_t limit_discovered = 2000;
/// What a mention's confidence falls to at most where the tagger contradicts it.
constexpr float confidence_contradicted = 0.3F;

}  // namespace rasid
