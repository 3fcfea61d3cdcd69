#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"

namespace rasid::terminal {

enum class Colour : std::uint8_t { actor, place, evidence };

struct Highlight {
  ByteRange range;
  Colour colour = Colour::evidence;
};

/// The text with its highlights in colour (ANSI), or in «» where `colours` is false. Where two overlap the one that
/// begins first is shown. Control characters but the line break are made visible. Each line is left in logical order
/// and isolated (U+2068 … U+2069), so that a terminal that knows the bidirectional algorithm shows Arabic and Hebrew as
/// they read.
std::string highlighted(std::string_view text, std::vector<Highlight> highlights, bool colours);

}  // namespace rasid::terminal
