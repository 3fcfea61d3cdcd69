#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"
#include "extractors/tagger/lexicon.h"
#include "extractors/text/document.h"

namespace rasid::tagger {

/// What the statistics look at in one word of a document.
struct Word {
  std::uint64_t folded = 0;  // hash of the folded form
  std::uint64_t stem = 0;    // hash of the form without its proclitics; the folded one's where it has none
  std::array<std::uint64_t, 4> prefixes{};  // hashes of the first 1 … 4 letters; 0 where the word is not longer
  std::array<std::uint64_t, 4> suffixes{};
  std::array<std::uint64_t, 8> trigrams{};  // of its first letters
  std::uint8_t letters = 0;    // at most 15
  std::uint8_t script = 0;     // see words.cpp
  std::uint8_t letter_case = 0;
  std::uint8_t gap = 0;        // what stands between the word before and this one
  std::uint8_t listed = 0;     // the mention that covers it: its kind, and whether the word begins it
  std::uint8_t name_part = 0;  // how common it is in names of people, 0 … 7
  std::uint8_t cue = 0;        // the cue that it belongs to
  std::uint8_t cue_before = 0; // the cue that ends just before it
  std::uint8_t known = 0;      // the well-known name that covers it: its class, and whether the word begins it
  std::uint8_t unknown = 0;    // 1 where the spelling dictionary lacks it
  std::uint8_t proclitic = 0;  // 1 where something was peeled for `stem`
  std::uint8_t elsewhere = 0;  // what other places of the document say of this word
};

/// All words of the document, in the order of its tokens. `found` are the mentions of listed entities.
std::vector<Word> read_words(text::Document const& document, Lexicon const& lexicon,
                             entities::Catalogue const& catalogue, std::span<Mention const> found);

}  // namespace rasid::tagger
