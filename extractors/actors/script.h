#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rasid::actors {

/// The alphabets between which names are carried over.
enum class Script : std::uint8_t { latin, arabic, cyrillic, hebrew, other };

/// Of the first letter of a text; `other` where it has none.
[[nodiscard]] Script script_of(std::string_view text);
[[nodiscard]] std::string_view to_text(Script script);  // "Latin", "Arabic", "Cyrillic", "Hebrew", "other"

/// As a reader expects a name: Hebrew with its final letters, Latin and Cyrillic with capitals (not those of articles
/// such as al and аль). `folded` is words with spaces between them.
[[nodiscard]] std::string presented(std::string_view folded, Script script);

/// A name in a script that no model covers (Greek, Georgian, Chinese …), in plain Latin letters as ICU transliterates
/// it.
[[nodiscard]] std::string latinised(std::string_view text);

}  // namespace rasid::actors
