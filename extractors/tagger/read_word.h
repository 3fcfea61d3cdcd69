#pragma once

#include <vector>

#include "extractors/tagger/words.h"

namespace rasid::tagger {

/// The part of a Word that depends on the word alone. `readings` is scratch space.
Word read_word(text::Document const& document, text::Token const& token, Lexicon const& lexicon,
               std::vector<text::Reading>& readings);

/// What a piece of text between two words is.
Gap gap_of(std::string_view between);

}  // namespace rasid::tagger
