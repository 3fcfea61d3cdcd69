#include "daemon/alerts/code_points.h"

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace {

constexpr std::size_t block = 256;  // bytes

bool begins_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_.reserve(text.size() / block + 1);
  std::uint32_t count = 0;
  for (std::size_t from = 0; from <= text.size(); from += block) {
    before_.push_back(count);
    count += static_cast<std::uint32_t>(code_points(text.substr(from, block)));
  }
}

std::uint32_t CodePoints::at(std::size_t byte) const noexcept {
  byte = std::min(byte, text_.size());
  std::size_t const from = byte / block * block;
  return before_[byte / block] + static_cast<std::uint32_t>(code_points(text_.substr(from, byte - from)));
}

std::uint32_t CodePoints::byte_of(std::size_t code_point) const noexcept {
  // The last block with no more than that many before it: the character begins there, or later only past the end.
  auto const after = std::upper_bound(before_.begin(), before_.end(), code_point);
  auto const index = static_cast<std::size_t>(after - before_.begin()) - 1;
  std::size_t left = code_point - before_[index];
  for (std::size_t byte = index * block; byte < text_.size(); ++byte) {
    if (begins_character(text_[byte]) && left-- == 0) return static_cast<std::uint32_t>(byte);
  }
  return static_cast<std::uint32_t>(text_.size());
}

}  // namespace rasid::alerts
