#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::rules::state {

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), with a final mix. Stands in databases: the same for
/// ever and on every machine.
constexpr std::uint64_t stable_hash(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 32U;
  return hash * 0x9e3779b97f4a7c15U;
}

}  // namespace rasid::rules::state
