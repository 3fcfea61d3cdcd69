#pragma once

#include <cstddef>
#include <optional>

namespace rasid::page {

// The characters of private use in planes 15 and 16 stand for runs of text while the tree is built. They are ours
// alone: simplify() lets none through from a page.

constexpr char32_t first_stand_in = 0xF0000;
constexpr std::size_t stand_ins_per_plane = 0xFFFE;  // the last two of a plane are no characters
constexpr std::size_t most_stand_ins = 2 * stand_ins_per_plane;

/// The character for the text with this index (below most_stand_ins).
constexpr char32_t stand_in(std::size_t index) noexcept {
  return first_stand_in + static_cast<char32_t>(index / stand_ins_per_plane * 0x10000 + index % stand_ins_per_plane);
}

/// The index of the text that a character stands for; nothing where it stands for itself.
constexpr std::optional<std::size_t> stands_for(char32_t c) noexcept {
  if (c < first_stand_in) return std::nullopt;
  std::size_t const at = c - first_stand_in;
  return at / 0x10000 * stand_ins_per_plane + at % 0x10000;
}

}  // namespace rasid::page
