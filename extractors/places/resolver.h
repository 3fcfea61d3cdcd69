#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/places/cue_words.h"
#include "extractors/places/spot_finder.h"

namespace rasid::places {

/// Decides which spots name a place, and which. All that is weighed is in the document: docs/gazetteer.md says what
/// counts how much. Spots of one name mean one place. `home`: the country the feed writes from, or empty.
std::vector<Mention> resolve(Findings const& findings, text::Document const& document,
                             entities::Catalogue const& catalogue, CueWords const& words, std::string_view home);

}  // namespace rasid::places
