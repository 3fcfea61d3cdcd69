#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rasid::names {

inline constexpr std::size_t limit_words = 16;         // of a phrase
inline constexpr std::size_t limit_codes = 1'000;      // of a phrase
inline constexpr std::size_t limit_namesakes = 1'000;  // phrases of one spelling

/// The bytes of a table of phrases (PhraseIndex), in whole cache lines' alignment.
class PhraseBytes {
 public:
  explicit PhraseBytes(std::size_t size);
  [[nodiscard]] std::span<std::byte> bytes() noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] std::span<std::byte const> bytes() const noexcept { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(std::byte* bytes) const noexcept;
  };
  std::unique_ptr<std::byte, Free> bytes_;
  std::size_t size_;
};

/// Builds the table of `phrases`, each numbered by its place in them. Phrases without a letter or beyond the limits are
/// left out and counted in the header; their numbers are appended to `left_out`.
PhraseBytes build_phrases(std::span<std::string const> phrases, std::uint64_t seed,
                          std::vector<std::uint32_t>& left_out);

}  // namespace rasid::names
