#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/tagger/label.h"
#include "extractors/tagger/words.h"

namespace rasid::tagger {

/// What the first pass over a document said of a word: at this place, and in all the document.
struct Opinion {
  std::uint8_t here = 0;      // label
  std::uint8_t anywhere = 0;  // kind most often given to the word, and how surely; 0 where none
};

/// The features of word `i` of a sentence as hashes, appended to `out`: each is one row of weights. `opinions` is empty
/// in the first pass.
void features(std::span<Word const> sentence, std::span<Opinion const> opinions, std::size_t i,
              std::vector<std::uint32_t>& out);

}  // namespace rasid::tagger
