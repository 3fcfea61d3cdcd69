#pragma once

#include "daemon/stories/traits.h"
#include "extractors/extraction/extraction.h"

namespace rasid::stories {

/// What tells an article's story: the actors, places, numbers and words that it is most about, and a sketch of its
/// text. Linear in the text; pure; safe on many threads at once.
Traits read_traits(Article const& article, Extraction const& extraction, entities::Catalogue const& catalogue);

}  // namespace rasid::stories
