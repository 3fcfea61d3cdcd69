#pragma once

#include <algorithm>

namespace rasid::rules {

/// The invisible marks of writing direction that come along when Arabic or Hebrew text is pasted.
constexpr bool is_direction_mark(char32_t c) noexcept {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// What separates terms: spaces of every script, and marks of direction. (The joiners U+200C and U+200D are part of
/// Persian words.)
constexpr bool is_space(char32_t c) noexcept {
  return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF || is_direction_mark(c);
}

/// Double quotes as keyboards and word processors write them.
constexpr bool is_quote(char32_t c) noexcept {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xFF02;
}

constexpr bool is_guillemet(char32_t c) noexcept {
  return c == 0xAB || c == 0xBB;
}

constexpr bool is_hebrew_letter(char32_t c) noexcept {
  return c >= 0x05D0 && c <= 0x05EA;
}

/// '-' and what word processors turn it into.
constexpr bool is_dash(char32_t c) noexcept {
  return c == '-' || c == 0x2212 || c == 0x2013;
}

}  // namespace rasid::rules
