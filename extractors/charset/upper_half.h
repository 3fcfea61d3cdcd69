#pragma once

#include <array>
#include <string_view>

namespace rasid::charset {

/// What the bytes 0x80 … 0xFF of a single-byte encoding stand for; U+FFFD where nothing.
using UpperHalf = std::array<char32_t, 128>;

UpperHalf upper_half(std::string_view encoding);

/// Nothing, a control character, or a private one that fills a gap.
constexpr bool is_undefined(char32_t c) {
  return c == U'\uFFFD' || (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c < 0xF900);
}

}  // namespace rasid::charset
