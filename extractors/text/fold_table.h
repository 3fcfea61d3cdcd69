#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::text {

/// What the fold does with a code point.
enum class FoldKind : std::uint8_t {
  separator,
  letter,      // becomes one letter or digit
  expansion,   // becomes several letters
  mark,        // dropped; still part of the word
  control,     // dropped; neither begins nor ends a word (joiners, directions, soft hyphen)
  apostrophe,  // dropped between letters, a separator elsewhere
  quote,       // dropped between Hebrew letters, a separator elsewhere
  ideograph,   // a word of its own, since such scripts put no space between words
  katakana,    // words end where these two change into anything else
  hiragana,
};

struct FoldEntry {
  FoldKind kind = FoldKind::separator;
  char32_t value = 0;  // the letter, or the index of the expansion
};

/// The fold of every code point: case folding and compatibility forms from ICU (NFKC_Casefold), base letters of the
/// alphabets whose marks do not tell words apart, and letter_twins.h. Built once, then read by all threads.
class FoldTable {
 public:
  static FoldTable const& get();

  [[nodiscard]] FoldEntry operator[](char32_t c) const {
    if (c >= covered) return beyond(c);
    std::uint32_t const packed = packed_[c];
    return {static_cast<FoldKind>(packed >> 24), packed & 0xFFFFFFU};
  }
  [[nodiscard]] std::u32string_view expansion(FoldEntry entry) const { return expansions_[entry.value]; }

 private:
  static constexpr char32_t covered = 0x20000;  // planes 0 and 1; the others hold ideographs

  FoldTable();
  void add(char32_t c);
  static FoldEntry beyond(char32_t c);

  std::vector<std::uint32_t> packed_;  // kind in the top byte, value below
  std::vector<std::u32string> expansions_;
};

}  // namespace rasid::text
