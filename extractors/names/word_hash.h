#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "extractors/text/coded_text.h"

namespace rasid::names {

/// Hashes of coded words and of rows of them. Words of at most 16 letters, nearly all, cost two loads and one
/// multiplication.
class WordHash {
 public:
  explicit WordHash(std::uint64_t seed) noexcept
      : a_(mix(seed, 0x9E3779B97F4A7C15U)), b_(mix(seed ^ 0xD1B54A32D192ED03U, 0x2545F4914F6CDD1DU)) {}

  /// Of a word of `size` codes; text::CodedText::padding bytes behind them must be readable. Where `first` is not zero
  /// it stands for the word's first letter.
  [[nodiscard]] std::uint64_t word(char const* codes, std::size_t size, char first = 0) const noexcept {
    std::uint64_t state = a_;
    while (size > 16) [[unlikely]] {
      state = mix(load(codes, first) ^ state, load(codes + 8) ^ b_);
      first = 0;
      codes += 16;
      size -= 16;
    }
    return mix((load(codes, first) & low[size]) ^ state, (load(codes + 8) & low[17 + size]) ^ b_);
  }

  /// Of a phrase of one word.
  [[nodiscard]] std::uint64_t single(std::uint64_t word) const noexcept { return mix(word ^ b_, a_); }
  /// Of the words so far, a first word's hash or a row's, and one more.
  [[nodiscard]] std::uint64_t row(std::uint64_t so_far, std::uint64_t word) const noexcept {
    return mix(std::rotl(so_far, 23) ^ a_, word ^ b_);
  }

 private:
  static_assert(std::endian::native == std::endian::little, "the first code is the lowest byte");

  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
    __extension__ using Wide = unsigned __int128;
    Wide const product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }
  static std::uint64_t load(char const* codes, char first = 0) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, codes, sizeof value);
    return first == 0 ? value : (value & ~0xFFULL) | static_cast<std::uint8_t>(first);
  }

  /// Masks of the first eight codes by the word's size, and behind them of the second eight.
  static constexpr std::array<std::uint64_t, 34> low = [] {
    std::array<std::uint64_t, 34> all{};
    for (std::size_t size = 0; size <= 16; ++size) {
      all[size] = size >= 8 ? ~0ULL : (1ULL << size * 8) - 1;
      all[17 + size] = size <= 8 ? 0 : size == 16 ? ~0ULL : (1ULL << (size - 8) * 8) - 1;
    }
    return all;
  }();

  std::uint64_t a_, b_;
};

}  // namespace rasid::names
