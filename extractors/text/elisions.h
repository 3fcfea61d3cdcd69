#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::text {

/// What an apostrophe ties to a name in Latin writing: an elided article or preposition before it (l'Iran, d'Irak), a
/// possessive or a Turkish case ending after it (Qaani's, Bağdat'ta). Zero bytes where there is none.
struct Elisions {
  std::string_view prefix;            // folded, in static storage
  std::uint32_t prefix_folded = 0;    // bytes of the folded word
  std::uint32_t prefix_original = 0;  // bytes of the original word, with the apostrophe
  std::uint32_t suffix_folded = 0;
  std::uint32_t suffix_original = 0;
};

/// `original` is one word as written, `folded` its folded form.
Elisions elisions_of(std::string_view original, std::string_view folded);

}  // namespace rasid::text
