#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rasid::tagger {

/// A hash that is the same in every process and on every machine: models are stored by it. Little-endian only.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 32U;
  return value;
}

constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) noexcept {
  return mix(a * 0x9e3779b97f4a7c15ULL + b);
}

inline std::uint64_t hash(std::string_view bytes) noexcept {
  std::uint64_t out = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t part;
    std::memcpy(&part, bytes.data(), 8);
    out = combine(out, part);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  return combine(out, rest);
}

}  // namespace rasid::tagger
