#pragma once

#include <string_view>
#include <vector>

#include "extractors/actors/transliteration.h"

namespace rasid::actors {

/// How else the press writes one folded Latin word: q, gh and k; u, ou and oo; ee, i and y; kh and ch; doubled letters;
/// endings in -ah, -a and -eh … The word itself comes first with score 0; each habit followed lowers the score (as a
/// logarithm, like Spelled::score). At most `most`, best first; words of fewer than three letters have no others.
[[nodiscard]] std::vector<Spelled> romanisations(std::string_view word, std::size_t most);

}  // namespace rasid::actors
