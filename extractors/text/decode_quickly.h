#pragma once

#include <string_view>

#include "extractors/model/utf8.h"

namespace rasid::text {

/// decode() with its common cases, one and two bytes, inlined into the caller's loop.
inline CodePoint decode_quickly(std::string_view text, std::size_t at) noexcept {
  auto const lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text.size()) {
    auto const next = static_cast<unsigned char>(text[at + 1]);
    if ((next & 0xC0U) == 0x80U) return {(lead & 0x1FU) << 6U | (next & 0x3FU), 2};
  }
  return decode(text, at);
}

}  // namespace rasid::text
