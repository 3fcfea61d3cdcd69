#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/actors/script.h"

namespace rasid::actors {

/// One way to write a word, and the logarithm of how likely it is.
struct Spelled {
  std::string text;
  float score = 0;

  friend bool operator==(Spelled const&, Spelled const&) = default;
};

/// Carries words between Latin and Arabic, Cyrillic or Hebrew letters by what groups of letters stand for one another
/// in names (scripts/transliteration/build_model.py derives the table from aligned name tokens). Immutable; safe to
/// read from many threads.
class Transliteration {
 public:
  /// `table`: lines of language, position, Latin letters, other letters, count, separated by tabs; `#` begins a
  /// comment. Lines of another shape are left out.
  explicit Transliteration(std::string_view table);

  /// The likeliest spellings of one folded Latin word, best first. Empty for what holds other letters, for more than
  /// `limit_word` of them, and where the script has no table.
  [[nodiscard]] std::vector<Spelled> from_latin(std::string_view word, Script to, std::size_t most) const;
  /// The reverse. Vowels that the script leaves out are guessed.
  [[nodiscard]] std::vector<Spelled> to_latin(std::string_view word, Script from, std::size_t most) const;

  static constexpr std::size_t limit_word = 24;  // letters

 private:
  struct Step {
    std::string written;
    float score = 0;
  };
  using Steps = std::unordered_map<std::string, std::vector<Step>>;  // by position and letters read
  struct Direction {
    Steps steps;
    std::size_t longest = 1;  // letters read at once
  };
  struct Tables {
    Direction from_latin;
    Direction to_latin;
    std::vector<Step> unwritten;  // Latin letters that the script leaves out, inside words
  };

  [[nodiscard]] static std::vector<Spelled> search(std::string_view word, Direction const& direction,
                                                   std::vector<Step> const& unwritten, std::size_t most);
  [[nodiscard]] Tables const* tables_of(Script script) const;

  std::unordered_map<std::string, Tables> by_language_;  // ar, he, ru
};

/// The table that is compiled in.
extern std::string_view const transliteration_table;

}  // namespace rasid::actors
