#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::tagger {

/// What made a span look like a name. For people to read; nothing is decided by it.
enum class Cue : std::uint8_t {
  context,     // the words themselves and those around them
  name_parts,  // words that are common in people's names
  title,       // a title or role before it
  head_word,   // a word that says what it is: party, ministry, city of
  repeat,      // the same word is surely a name elsewhere in the article
};

std::string_view to_text(Cue cue);  // "context", "name parts", "title", "head word", "repeat"

}  // namespace rasid::tagger
