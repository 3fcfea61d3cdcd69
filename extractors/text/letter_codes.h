#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/text/fold_table.h"

namespace rasid::text {

/// One byte for each letter of the folded view: Arabic and Persian, Hebrew, Latin, Cyrillic and Greek letters and the
/// digits fit, so that words of all of them can be hashed and compared sixteen letters at a time. Any other letter
/// (Thai, Georgian, an ideograph …) is written as `escape` and three bytes of seven bits each, never zero; so every
/// text has a coded form, and equal forms mean equal folded words.
///
/// Built once from the FoldTable, then read by all threads.
class LetterCodes {
 public:
  /// What is below `first_letter` says what the fold does with a character that is no letter.
  enum Class : std::uint8_t {
    separator,   // also what stands between two coded words
    control,     // dropped; neither begins nor ends a word
    mark,        // dropped; still part of the word
    apostrophe,  // dropped between letters
    quote,       // dropped between Hebrew letters
    first_letter,
    escape = 255,  // needs the whole fold: a letter outside the alphabet, several letters, a letter with a side effect
  };
  static constexpr std::size_t escape_bytes = 4;

  static LetterCodes const& get();

  /// The code of a folded letter; `escape` where it has none.
  [[nodiscard]] std::uint8_t code(char32_t folded) const noexcept {
    return folded < codes_.size() ? codes_[folded] : 255;
  }
  /// The folded letter of a code.
  [[nodiscard]] char32_t letter(std::uint8_t code) const noexcept { return letters_[code]; }

  /// The class or code of what an ASCII character folds to.
  [[nodiscard]] std::uint8_t ascii(std::uint8_t byte) const noexcept { return of_ascii_[byte]; }
  /// The same of a sequence of two bytes.
  [[nodiscard]] std::uint8_t pair(std::uint8_t lead, std::uint8_t next) const noexcept {
    return of_pairs_[lead & 0x1FU][next & 0x3FU];
  }
  /// 64 classes by the last six bits of a character's last byte but for what is said below; 64-byte aligned.
  struct alignas(64) Row {
    std::array<std::uint8_t, 64> classes;
  };
  /// Two rows: ASCII.
  [[nodiscard]] std::uint8_t const* ascii_rows() const noexcept { return of_ascii_.data(); }
  /// Sequences of two bytes, by the second.
  [[nodiscard]] std::uint8_t const* pair_row(std::uint8_t lead) const noexcept {
    return of_pairs_[lead & 0x1FU].data();
  }
  /// Sequences of three bytes that begin with these two, by the third; of four, by the third byte too: what every
  /// character that begins so folds to, or `escape` where they differ.
  [[nodiscard]] std::uint8_t const* long_row(std::uint8_t lead, std::uint8_t next) const noexcept {
    return long_rows_[long_row_of_[(lead & 0x1FU) << 6U | (next & 0x3FU)]].classes.data();
  }

  void append(std::string& codes, char32_t folded) const;
  /// The folded letters of coded words as UTF-8, separators as spaces. What no coded form holds is skipped.
  void append_utf8(std::string_view codes, std::string& out) const;
  /// Letters in a coded word.
  [[nodiscard]] static std::size_t letters_in(std::string_view codes) noexcept;

  /// Differs where any character folds or is coded otherwise: what was coded by another table cannot be used.
  [[nodiscard]] std::uint64_t fingerprint() const noexcept { return fingerprint_; }

 private:
  LetterCodes();
  void assign(char32_t first, char32_t last);
  void fill_rows();
  [[nodiscard]] std::uint8_t class_of(char32_t c) const;

  std::vector<std::uint8_t> codes_;  // by folded letter
  std::array<char32_t, 256> letters_{};
  std::array<std::array<char, 4>, 256> utf8_{};  // of each letter; its size in the last byte
  std::uint8_t next_ = first_letter;
  alignas(64) std::array<std::uint8_t, 128> of_ascii_{};
  alignas(64) std::array<std::array<std::uint8_t, 64>, 32> of_pairs_{};
  std::vector<Row> long_rows_;
  std::array<std::uint16_t, 2048> long_row_of_{};  // by five bits of the first byte and six of the second
  std::uint64_t fingerprint_ = 0;
};

}  // namespace rasid::text
