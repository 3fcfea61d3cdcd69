#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::page {

/// Commas, full stops, colons, question and exclamation marks, of Latin, Arabic, Hebrew, Indic and East Asian scripts.
std::uint32_t count_marks(std::string_view text) noexcept;

/// Ends as a sentence does: with a mark that closes one, quotes and brackets behind it looked through.
bool ends_sentence(std::string_view text) noexcept;

}  // namespace rasid::page
