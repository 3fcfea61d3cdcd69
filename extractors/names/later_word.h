#pragma once

#include <cstddef>
#include <string_view>

#include "extractors/text/proclitic_codes.h"

namespace rasid::names {

/// After its first word a phrase may be read with or without Arabic articles. So its later words are hashed without,
/// in lists and in texts, and what was found is compared letter by letter.

/// How many codes of articles a later word begins with. One letter at least is left.
inline std::size_t article_codes(text::ProcliticCodes const& proclitics, char const* codes, std::size_t size) noexcept {
  std::size_t taken = 0;
  while (size - taken > 2 && codes[taken] == proclitics.alef() && codes[taken + 1] == proclitics.lam()) taken += 2;
  return taken;
}

/// Whether a later word of a text may stand for one of a phrase: they are equal, or one has an article before the
/// other; one that the text has more must leave Proclitics::least_letters_left.
inline bool may_stand_for(text::ProcliticCodes const& proclitics, std::string_view word,
                          std::string_view listed) noexcept {
  if (word == listed) return true;
  auto const has_article = [&](std::string_view each) {
    return each.size() > 2 && each[0] == proclitics.alef() && each[1] == proclitics.lam();
  };
  if (has_article(word)) {
    std::string_view const rest = word.substr(2);
    return rest == listed && text::LetterCodes::letters_in(rest) >= text::Proclitics::least_letters_left;
  }
  bool const is_bare_article = word.size() == 2 && word[0] == proclitics.alef() && word[1] == proclitics.lam();
  return !is_bare_article && has_article(listed) && proclitics.is_arabic(word[0]) && listed.substr(2) == word;
}

}  // namespace rasid::names
