#include "extractors/tagger/words.h"

#include <algorithm>
#include <unordered_map>

#include "extractors/tagger/hash.h"
#include "extractors/tagger/read_word.h"

namespace rasid::tagger {
namespace {

std::uint8_t class_of(Mention const& mention, entities::Catalogue const& catalogue) {
  if (mention.kind == EntityKind::person) return mention.method == Method::role ? 2 : 1;
  if (mention.kind == EntityKind::organisation) return mention.method == Method::role ? 2 : 3;
  if (mention.confidence < 0.5F) return 9;
  std::string_view const kind = catalogue.place_kind(mention.entity);
  if (kind == "country") return 4;
  if (kind == "region") return 5;
  if (kind == "city") return catalogue.population(mention.entity) >= 200'000 ? 6 : 7;
  return 8;
}

constexpr bool is_actor(std::uint8_t listed) {
  return listed / 2 == 1 || listed / 2 == 3;
}
constexpr bool is_place(std::uint8_t listed) {
  return listed / 2 >= 4;
}
constexpr bool is_role(std::uint8_t listed) {
  return listed / 2 == 2;
}

void mark_listed(text::Document const& document, entities::Catalogue const& catalogue, std::span<Mention const> found,
                 std::vector<Word>& words) {
  auto const tokens = document.tokens();
  for (Mention const& mention : found) {
    // A compiled gazetteer may be there or not, and the model has places of its own.
    if (!catalogue.is_listed(mention.entity)) continue;
    auto const value = static_cast<std::uint8_t>(class_of(mention, catalogue) * 2);
    std::uint32_t first = document.token_at(mention.range.begin);
    // What was peeled belongs to the token before.
    if (first > 0 && tokens[first - 1].range.end > mention.range.begin) --first;
    for (std::uint32_t i = first; i < words.size() && tokens[i].range.begin < mention.range.end; ++i)
      if (words[i].listed == 0 || is_role(words[i].listed)) words[i].listed = value + (i == first ? 0 : 1);
  }
}

struct Entry {
  std::uint8_t value = 0;  // 0: none
  std::size_t words = 0;
};

/// The longest entry that begins with word `i`, read as `first`, within its sentence.
Entry longest_entry(text::Document const& document, Lexicon const& lexicon, Lexicon::Use use,
                    std::span<Word const> words, std::size_t i, std::uint64_t first, bool spaces_only) {
  auto const tokens = document.tokens();
  Entry out;
  std::uint64_t key = first;
  for (std::size_t n = 0; n < limit_entry_words && i + n < words.size(); ++n) {
    if (n > 0) {
      if (tokens[i + n].sentence != tokens[i].sentence) break;
      if (spaces_only && words[i + n].gap != Gap::space) break;
      key = combine(key, words[i + n].folded);
    }
    if (std::uint8_t const value = lexicon.look_up(use, key)) out = {value, n + 1};
  }
  return out;
}

void mark_cues(text::Document const& document, Lexicon const& lexicon, std::vector<Word>& words) {
  auto const tokens = document.tokens();
  for (std::size_t i = 0; i < words.size(); ++i) {
    Entry cue = longest_entry(document, lexicon, Lexicon::Use::cue, words, i, words[i].folded, true);
    if (cue.value == 0 && words[i].stem != words[i].folded)
      cue = longest_entry(document, lexicon, Lexicon::Use::cue, words, i, words[i].stem, true);
    if (cue.value == 0) continue;
    for (std::size_t k = i; k < i + cue.words; ++k) words[k].cue = std::max(words[k].cue, cue.value);
    std::size_t const after = i + cue.words;
    if (after < words.size() && tokens[after].sentence == tokens[i].sentence) words[after].cue_before = cue.value;
  }
}

void mark_known(text::Document const& document, Lexicon const& lexicon, std::vector<Word>& words) {
  std::size_t covered = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Entry entry = longest_entry(document, lexicon, Lexicon::Use::known, words, i, words[i].folded, false);
    if (entry.value == 0 && words[i].stem != words[i].folded)
      entry = longest_entry(document, lexicon, Lexicon::Use::known, words, i, words[i].stem, false);
    if (entry.value == 0 || i + entry.words <= covered) continue;
    for (std::size_t k = i; k < i + entry.words; ++k)
      words[k].known = static_cast<std::uint8_t>(entry.value * 2 + (k == i ? 0 : 1));
    covered = i + entry.words;
  }
}

/// What the word's other occurrences say: written small somewhere, large within a sentence, after a cue, listed, after
/// a given name.
void mark_elsewhere(text::Document const& document, std::vector<Word>& words) {
  enum : std::uint8_t { small = 1, large = 2, after_cue = 4, actor = 8, place = 16, after_name = 32 };
  constexpr std::uint8_t common_in_names = 5;
  auto const tokens = document.tokens();
  std::unordered_map<std::uint64_t, std::uint8_t> seen;
  seen.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word const& word = words[i];
    bool const starts = i == 0 || tokens[i - 1].sentence != tokens[i].sentence;
    std::uint8_t bits = 0;
    if (word.letter_case == Case::lower) bits |= small;
    if (!starts && (word.letter_case == Case::initial || word.letter_case == Case::mixed)) bits |= large;
    if (word.cue_before != 0) bits |= after_cue;
    if (is_actor(word.listed)) bits |= actor;
    if (is_place(word.listed)) bits |= place;
    if (!starts && words[i - 1].name_part >= common_in_names && word.gap == Gap::space) bits |= after_name;
    seen[word.stem] |= bits;
  }
  for (Word& word : words) word.elsewhere = seen[word.stem];
}

}  // namespace

std::vector<Word> read_words(text::Document const& document, Lexicon const& lexicon,
                             entities::Catalogue const& catalogue, std::span<Mention const> found) {
  auto const tokens = document.tokens();
  std::vector<Word> words;
  words.reserve(tokens.size());
  std::vector<text::Reading> readings;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    words.push_back(read_word(document, tokens[i], lexicon, readings));
    if (i > 0 && tokens[i - 1].sentence == tokens[i].sentence)
      words.back().gap = gap_of(document.slice({tokens[i - 1].range.end, tokens[i].range.begin}));
  }
  mark_listed(document, catalogue, found, words);
  mark_cues(document, lexicon, words);
  mark_known(document, lexicon, words);
  mark_elsewhere(document, words);
  return words;
}

}  // namespace rasid::tagger
