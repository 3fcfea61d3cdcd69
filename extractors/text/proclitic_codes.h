#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "extractors/text/letter_codes.h"
#include "extractors/text/proclitics.h"

namespace rasid::text {

/// The proclitics of coded words: a look-up by the first four letters, where Proclitics compares strings. Built once
/// from the same lists.
class ProcliticCodes {
 public:
  struct Found {
    std::uint8_t letters = 0;    // to take off; 0 where there is no more
    bool hides_article = false;  // may have one unwritten behind it
  };
  using All = std::array<Found, 4>;  // shortest first

  static ProcliticCodes const& get();

  /// False of most words: only one whose first letter says true can have a proclitic.
  [[nodiscard]] bool may_begin(char first) const noexcept { return class_of_[index(first)] != 0; }
  /// What the word may begin with; each leaves Proclitics::least_letters_left codes. Reads four codes from `word`.
  [[nodiscard]] All const& at(char const* word) const noexcept {
    std::size_t key = 0;
    for (std::size_t i = 0; i < 4; ++i) key = key << 3U | (class_of_[index(word[i])] & 7U);
    return (class_of_[index(word[0])] & hebrew) != 0 ? hebrew_[key] : arabic_[key];
  }

  /// The article's codes, before a word that begins so: its first letter, and how many letters it has.
  struct Article {
    char first = 0;
    std::uint8_t letters = 0;
  };
  [[nodiscard]] Article article(char word_begin) const noexcept {
    return (class_of_[index(word_begin)] & hebrew) != 0 ? hebrew_article_ : arabic_article_;
  }
  [[nodiscard]] char alef() const noexcept { return alef_; }
  [[nodiscard]] char lam() const noexcept { return lam_; }
  /// True of the letters of the Arabic block.
  [[nodiscard]] bool is_arabic(char code) const noexcept { return is_arabic_[index(code)]; }

  /// What was taken off a coded word, folded, in static storage.
  [[nodiscard]] static std::string_view written(std::string_view codes);

 private:
  static constexpr std::uint8_t hebrew = 8;  // set in the classes of Hebrew letters

  ProcliticCodes();
  void chart(std::span<Proclitic const> all, std::u32string_view letters, std::uint8_t script,
             std::array<All, 4096>& out);
  static std::size_t index(char code) noexcept { return static_cast<std::uint8_t>(code); }

  std::array<std::uint8_t, 256> class_of_{};
  std::array<bool, 256> is_arabic_{};
  std::array<All, 4096> arabic_{}, hebrew_{};  // by the classes of four letters
  Article arabic_article_, hebrew_article_;
  char alef_ = 0, lam_ = 0;
};

}  // namespace rasid::text
