#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rasid::text {

/// Where the rest of a word as written begins when so many letters of its folded form are taken off, in bytes; nothing
/// where that is inside a character (the Hebrew ligature U+05F1 is a proclitic and the letter after it).
std::optional<std::uint32_t> original_prefix(std::string_view word, std::size_t folded_letters);

}  // namespace rasid::text
