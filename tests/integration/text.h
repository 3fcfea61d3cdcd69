#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rasid::test {

/// The code points [begin, end) of valid UTF-8, counted here and not by the code under test.
inline std::string sliced(std::string_view utf8, std::size_t begin, std::size_t end) {
  std::string out;
  std::size_t position = 0;  // of the code point that the byte belongs to, from 1
  for (char const c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++position;
    if (position > begin && position <= end) out += c;
  }
  return out;
}

}  // namespace rasid::test
