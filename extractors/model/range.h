#pragma once

#include <compare>
#include <cstdint>

namespace rasid {

/// Half-open span of UTF-8 byte offsets, always on character boundaries.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return begin >= end; }
  [[nodiscard]] constexpr bool contains(ByteRange inner) const noexcept {
    return begin <= inner.begin && inner.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(ByteRange other) const noexcept {
    return begin < other.end && other.begin < end;
  }
  friend constexpr auto operator<=>(ByteRange, ByteRange) = default;
};

}  // namespace rasid
