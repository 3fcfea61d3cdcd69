#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rasid::feeds {

/// The character, or the two, that HTML or XML names `name` ("eacute", "amp"), as UTF-8; empty where there is none.
/// https://html.spec.whatwg.org/multipage/named-characters.html; only the names that end in a semicolon.
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

/// What "233" or "xE9" of "&#233;" or "&#xE9;" stands for; nothing where it is no character that XML 1.0 (2.2) allows.
std::optional<char32_t> xml_character(std::string_view digits);

/// The same, but 128 … 159 read as windows-1252.
std::optional<char32_t> numbered_character(std::string_view digits);

}  // namespace rasid::feeds
