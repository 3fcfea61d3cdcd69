#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rasid::names {

/// Eight slots in one cache line: the lower halves of their keys, then their values; a value of zero is a free slot.
struct SlotLine {
  static constexpr std::size_t slots = 8;
  std::array<std::uint32_t, slots> prints{};
  std::array<std::uint32_t, slots> values{};
};
static_assert(sizeof(SlotLine) == 64);

struct SlotMatch {
  std::uint32_t found = 0;  // a bit for each slot of this print that is taken
  bool full = false;        // no slot is free: what is sought may stand in the next line
};

inline std::uint32_t slot_value(std::byte const* line, std::uint32_t slot) noexcept {
  std::uint32_t value = 0;
  std::memcpy(&value, line + offsetof(SlotLine, values) + slot * sizeof value, sizeof value);
  return value;
}

/// Compares all eight at once. What every x86-64 has is used; others get the loop.
inline SlotMatch match_line(std::byte const* line, std::uint32_t print) noexcept {
#if defined(__SSE2__)
  __m128i const wanted = _mm_set1_epi32(static_cast<int>(print));
  __m128i const zero = _mm_setzero_si128();
  auto const part = [&](std::size_t i) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(line) + i); };
  __m128i const found = _mm_packs_epi32(_mm_cmpeq_epi32(part(0), wanted), _mm_cmpeq_epi32(part(1), wanted));
  __m128i const open = _mm_packs_epi32(_mm_cmpeq_epi32(part(2), zero), _mm_cmpeq_epi32(part(3), zero));
  auto const bits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(found, open)));
  return {bits & ~(bits >> 8U) & 0xFFU, bits >> 8U == 0};
#else
  SlotLine slots;
  std::memcpy(&slots, line, sizeof slots);
  SlotMatch match{0, true};
  for (std::uint32_t i = 0; i < SlotLine::slots; ++i) {
    if (slots.values[i] == 0) {
      match.full = false;
    } else if (slots.prints[i] == print) {
      match.found |= 1U << i;
    }
  }
  return match;
#endif
}

}  // namespace rasid::names
