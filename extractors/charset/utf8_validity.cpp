#include <cstring>

#include "extractors/charset/charset.h"

namespace rasid::charset {
namespace {

bool all_ascii(char const* eight) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

bool continues(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed sequence at `at` (Unicode 15, table 3-7), or 0.
std::size_t sequence(char const* at, std::size_t left) noexcept {
  auto const lead = static_cast<unsigned char>(at[0]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || left < 2 || !continues(at[1])) return 0;
  if (lead < 0xE0) return 2;
  auto const second = static_cast<unsigned char>(at[1]);
  if (left < 3 || !continues(at[2])) return 0;
  if (lead < 0xF0) {
    bool const overlong = lead == 0xE0 && second < 0xA0;
    bool const surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead > 0xF4 || left < 4 || !continues(at[3])) return 0;
  bool const overlong = lead == 0xF0 && second < 0x90;
  bool const beyond = lead == 0xF4 && second > 0x8F;
  return overlong || beyond ? 0 : 4;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
  char const* at = bytes.data();
  char const* const end = at + bytes.size();
  while (at < end) {
    while (end - at >= 8 && all_ascii(at)) at += 8;
    if (at == end) break;
    auto const length = sequence(at, static_cast<std::size_t>(end - at));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace rasid::charset
