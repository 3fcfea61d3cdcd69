#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rasid::feeds {

/// The character that HTML 4.01 (section 24) or XML names `name` ("eacute", "amp"), as UTF-8; empty where there is
/// none.
std::string_view named_character(std::string_view name);

/// A reference that stands at the start of a text.
struct Reference {
  std::string text;       // what it means, as UTF-8
  std::size_t bytes = 0;  // from '&' to ';'
};

/// Reads "&eacute;", "&#233;" or "&#xE9;" at the start of `text`; nothing where it is none or names no character.
/// Numbers 128 … 159 are windows-1252, as in HTML: nobody means the control characters that stand there.
std::optional<Reference> read_reference(std::string_view text);

/// Every reference in `text` decoded once; an ampersand that begins none stays as it is.
std::string decode_references(std::string_view text);

/// The number of "&#233;" or "&#xE9;" after its "&#", without the ';'; nothing where it is not one of a character that
/// XML 1.0 (2.2) allows.
std::optional<char32_t> numbered_character(std::string_view digits);

}  // namespace rasid::feeds
