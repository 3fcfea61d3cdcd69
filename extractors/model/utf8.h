#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rasid {

/// One code point read from UTF-8 and the bytes it took (1 … 4).
struct CodePoint {
  char32_t value;
  std::uint8_t bytes;
};

/// Decodes the code point that starts at `at` (< text.size()). An ill-formed sequence gives U+FFFD and the length of
/// its maximal subpart (Unicode 15, section 3.9), so a loop always advances.
CodePoint decode(std::string_view text, std::size_t at) noexcept;

/// Appends `c` as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void append(std::string& out, char32_t c);

/// The text with each ill-formed sequence replaced by U+FFFD, and NUL too: what the store and every payload may hold.
std::string make_valid_utf8(std::string text);

/// Number of code points in the first `bytes` bytes of valid UTF-8.
std::size_t code_points(std::string_view text, std::size_t bytes = std::string_view::npos) noexcept;

}  // namespace rasid
