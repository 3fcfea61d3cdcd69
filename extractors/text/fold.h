#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::text {

/// The normalised view of a text: case folded, compatibility forms decomposed, marks and tatweel dropped, letter twins
/// unified (Arabic alef, ya, ta marbuta and hamza seats; Persian and Urdu kaf and ya; digits), apostrophes inside words
/// dropped, everything that is not a letter, digit or mark turned into one separator (a space).
struct Folded {
  std::string text;                   // UTF-8
  std::vector<std::uint32_t> origin;  // byte offset in the original of the character each byte of `text` came from;
                                      // one more entry at the end: the original's size
};

/// Folds UTF-8. Ill-formed bytes are separators. Never throws for odd input; linear in the input's size.
Folded fold_with_map(std::string_view utf8);

/// The same without the map: for names in lists and words in conditions.
std::string fold(std::string_view utf8);

}  // namespace rasid::text
