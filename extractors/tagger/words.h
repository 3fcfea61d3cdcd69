#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"
#include "extractors/tagger/lexicon.h"
#include "extractors/text/document.h"

namespace rasid::tagger {

enum class Script : std::uint8_t { other, arabic, hebrew, latin, cyrillic, digits };
enum class Case : std::uint8_t { none, lower, initial, all, mixed, single };
enum class Gap : std::uint8_t { space, stop, comma, quote, open, close, hyphen, colon, more, begin };

/// What the statistics look at in one word of a document. The first part depends on the word alone, wherever it stands.
struct Word {
  std::uint64_t folded = 0;                 // hash of the folded form
  std::uint64_t stem = 0;                   // of the form without its proclitics; the folded one's where it has none
  std::array<std::uint64_t, 4> prefixes{};  // hashes of the first 1 … 4 letters; 0 where the word is not longer
  std::array<std::uint64_t, 4> suffixes{};
  std::array<std::uint64_t, 8> trigrams{};  // of its first letters
  std::uint8_t letters = 0;                 // at most 15
  Script script = Script::other;
  Case letter_case = Case::none;
  std::uint8_t name_part = 0;  // how common it is in names of people, 0 … 7; 8 more where a proclitic was peeled
  std::uint8_t proclitic = 0;  // 1 where something was peeled for `stem`, 2 where an ending went
  std::uint8_t spelled = 0;    // 1 where the spelling dictionary has it, 2 where it has it without its proclitics

  // The rest is of its place.
  Gap gap = Gap::begin;     // what stands between the word before and this one
  std::uint8_t listed = 0;  // the mention that covers it: twice its class, and 1 more where the word does not begin it
  std::uint8_t known = 0;   // the well-known name that covers it, in the same manner
  std::uint8_t cue = 0;     // the cue that it belongs to
  std::uint8_t cue_before = 0;  // the cue that ends just before it
  std::uint8_t elsewhere = 0;   // what other places of the document say of this word: bits, see words.cpp
};

/// All words of the document, in the order of its tokens. `found` are the mentions of listed entities.
std::vector<Word> read_words(text::Document const& document, Lexicon const& lexicon,
                             entities::Catalogue const& catalogue, std::span<Mention const> found);

}  // namespace rasid::tagger
