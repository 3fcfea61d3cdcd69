#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/actors/transliteration.h"

namespace rasid::actors {

/// One part of a personal name, in folded Latin letters.
struct NamePart {
  enum class Kind : std::uint8_t {
    word,
    article,   // `word` with al- before it: al-Kadhimi, as-Sudani, ul-Haq
    servant,   // Abdul, Abdel, Abd al- before `word`
    particle,  // bin, ibn, abu, umm …: `word` is the particle itself
  };
  std::string word;
  Kind kind = Kind::word;

  friend bool operator==(NamePart const&, NamePart const&) = default;
};

/// Takes a folded Latin name apart: "mohammed shia al sudani" is three parts.
[[nodiscard]] std::vector<NamePart> latin_parts(std::string_view folded);
/// The same of a folded Arabic, Cyrillic or Hebrew name, each word in its `most` likeliest Latin spellings: several
/// names, best first.
[[nodiscard]] std::vector<std::vector<NamePart>> parts_in_latin(std::string_view folded, Script from,
                                                                Transliteration const& table, std::size_t most);

/// Ways to write one part in a script, best first; scores are relative to the best, which has 0.
[[nodiscard]] std::vector<Spelled> written_in(NamePart const& part, Script script, Transliteration const& table,
                                              std::size_t most);

}  // namespace rasid::actors
