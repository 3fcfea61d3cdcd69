#pragma once

#include <vector>

#include "extractors/discovery/discovered.h"
#include "extractors/entities/catalogue.h"
#include "extractors/text/document.h"

namespace rasid {

/// Places that the tagger sees and whose name the catalogue has, though it asked for more evidence than the text gave:
/// the tagger's word is that evidence. They move from `discovered` to `mentions`, which stays sorted. Of several places
/// of a name the one is taken that lies within, or in the country of, a place that is mentioned, then the most
/// populous; the confidence, at most 0.7, says how much spoke for it. Both lists ascend.
void settle_places(text::Document const& document, entities::Catalogue const& catalogue,
                   std::vector<Discovered>& discovered, std::vector<Mention>& mentions);

}  // namespace rasid
