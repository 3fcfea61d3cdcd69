#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::gazetteer {

/// The hash of a name's first word, as the file's tables use it: FNV-1a of 64 bits, its halves mixed. The file's words
/// are fixed, so a fixed hash lets nobody make its chains longer than they are.
constexpr std::uint64_t word_hash(std::string_view word) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (char const c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return (hash ^ (hash >> 32U)) * 0x9E3779B97F4A7C15;
}

/// Where a hash belongs in a table of `size` (a power of two) entries.
constexpr std::size_t slot_of(std::uint64_t hash, std::size_t size) noexcept {
  return static_cast<std::size_t>(hash >> 32U) & (size - 1);
}

/// The bit of a hash in the filter: word and mask.
constexpr std::size_t filter_word(std::uint64_t hash, std::size_t size) noexcept {
  return static_cast<std::size_t>(hash >> 20U) & (size - 1);
}
constexpr std::uint64_t filter_bit(std::uint64_t hash) noexcept {
  return 1ULL << (hash & 63U);
}

}  // namespace rasid::gazetteer
