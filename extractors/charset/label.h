#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::charset {

/// How the bytes of an encoding are laid out; decides how far mislabelled UTF-8 can be told from it.
enum class Layout : std::uint8_t { utf8, single_byte, multi_byte, wide };

/// An encoding we can read.
struct Encoding {
  std::string_view name;  // the WHATWG name, lower case
  char const* converter;  // ICU's name for it
  Layout layout;
  std::string_view labels;  // every name it goes by, lower case, each with a space on both sides
};

/// The encoding that a label names, case and surrounding white space ignored; nullptr where it names none.
/// https://encoding.spec.whatwg.org/#names-and-labels, and UTF-32, which XML knows and the web does not.
Encoding const* find_encoding(std::string_view label);

}  // namespace rasid::charset
