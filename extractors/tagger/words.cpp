#include "extractors/tagger/words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "extractors/model/utf8.h"
#include "extractors/tagger/hash.h"

namespace rasid::tagger {
namespace {

enum Script : std::uint8_t { other, arabic, hebrew, latin, cyrillic, digits };
enum Case : std::uint8_t { none, lower, initial, all, mixed, single };
enum Gap : std::uint8_t { space, stop, comma, quote, open, close, hyphen, colon, more, begin };

Script script_of(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? digits : latin;
  if (c >= 0x600 && c < 0x780) return u_isdigit(static_cast<UChar32>(c)) ? digits : arabic;
  if (c >= 0x590 && c < 0x600) return hebrew;
  if (c >= 0x400 && c < 0x530) return cyrillic;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN: return latin;
    case USCRIPT_ARABIC: return arabic;
    case USCRIPT_CYRILLIC: return cyrillic;
    case USCRIPT_HEBREW: return hebrew;
    default: return u_isdigit(static_cast<UChar32>(c)) ? digits : other;
  }
}

Case case_of(std::string_view word) {
  std::size_t upper = 0;
  std::size_t small = 0;
  bool first = false;
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size(); ++count) {
    CodePoint const c = decode(word, at);
    at += c.bytes;
    auto const point = static_cast<UChar32>(c.value);
    if (c.value < 0x80 ? c.value >= 'A' && c.value <= 'Z' : u_isupper(point)) {
      ++upper;
      first = first || count == 0;
    } else if (c.value < 0x80 ? c.value >= 'a' && c.value <= 'z' : u_islower(point)) {
      ++small;
    }
  }
  if (upper == 0) return small == 0 ? none : lower;
  if (count == 1) return single;
  if (small == 0) return all;
  return first && upper == 1 ? initial : mixed;
}

Gap gap_of(std::string_view between) {
  Gap out = space;
  for (std::size_t at = 0; at < between.size();) {
    CodePoint const c = decode(between, at);
    at += c.bytes;
    switch (c.value) {
      case ' ': case '\t': case '\n': case 0xA0: case 0x200B: case 0x200C: case 0x200E: case 0x200F: break;
      case '.': case '!': case '?': case 0x61F: case 0x6D4: out = stop; break;
      case ',': case 0x60C: case ';': case 0x61B: out = comma; break;
      case '"': case 0xAB: case 0xBB: case 0x201C: case 0x201D: case 0x201E: case '\'': case 0x2018: case 0x2019:
        out = quote;
        break;
      case '(': case '[': out = open; break;
      case ')': case ']': out = close; break;
      case '-': case 0x2010: case 0x2011: case 0x5BE: if (out == space) out = hyphen; break;
      case ':': out = colon; break;
      default: out = more;
    }
  }
  return out;
}

void read_edges(std::string_view folded, Word& word) {
  std::array<std::size_t, 12> heads{};
  std::size_t letters = 0;
  std::size_t head_count = 0;
  for (std::size_t at = 0; at < folded.size(); ++at)
    if ((static_cast<unsigned char>(folded[at]) & 0xC0U) != 0x80U) {
      if (head_count < heads.size()) heads[head_count++] = at;
      ++letters;
    }
  word.letters = static_cast<std::uint8_t>(std::min<std::size_t>(letters, 15));
  for (std::size_t n = 1; n <= 4 && n < letters; ++n) word.prefixes[n - 1] = hash(folded.substr(0, heads[n]));
  for (std::size_t n = 0; n + 3 < head_count && n < word.trigrams.size(); ++n)
    word.trigrams[n] = hash(folded.substr(heads[n], heads[n + 3] - heads[n]));
  std::size_t n = 0;
  for (std::size_t at = folded.size(); at-- > 1 && n < 4;)
    if ((static_cast<unsigned char>(folded[at]) & 0xC0U) != 0x80U) word.suffixes[n++] = hash(folded.substr(at));
}

/// Of the ways to read a word the one with most peeled off: of بالرئيس رئيس, of وبغداد بغداد.
void read_stem(text::Document const& document, text::Token const& token, std::vector<text::Reading>& readings,
               Word& word) {
  word.stem = word.folded;
  if (word.script != arabic && word.script != hebrew && word.script != latin) return;
  document.readings(token, readings);
  std::string_view shortest = document.folded(token);
  for (text::Reading const& reading : readings)
    if (reading.folded.size() < shortest.size()) {
      shortest = reading.folded;
      word.proclitic = reading.peeled.empty() ? 2 : 1;
    }
  word.stem = hash(shortest);
}

std::uint8_t class_of(Mention const& mention, entities::Catalogue const& catalogue) {
  if (mention.kind == EntityKind::person) return mention.method == Method::role ? 2 : 1;
  if (mention.kind == EntityKind::organisation) return 3;
  entities::Entity const& place = catalogue[mention.entity];
  if (mention.confidence < 0.5F) return 9;
  if (place.place_kind == "country") return 4;
  if (place.place_kind == "region") return 5;
  if (place.place_kind == "city") return place.population >= 200'000 ? 6 : 7;
  return 8;
}

void mark_listed(text::Document const& document, entities::Catalogue const& catalogue, std::span<Mention const> found,
                 std::vector<Word>& words) {
  for (Mention const& mention : found) {
    std::uint8_t const value = static_cast<std::uint8_t>(class_of(mention, catalogue) * 2);
    std::uint32_t const first = [&] {
      std::uint32_t at = document.token_at(mention.range.begin);
      // What was peeled belongs to the token before.
      if (at > 0 && document.tokens()[at - 1].range.end > mention.range.begin) --at;
      return at;
    }();
    for (std::uint32_t i = first; i < words.size() && document.tokens()[i].range.begin < mention.range.end; ++i) {
      std::uint8_t const mark = value + (i == first ? 0 : 1);
      if (words[i].listed == 0 || words[i].listed / 2 == 2) words[i].listed = mark;
    }
  }
}

void mark_cues(text::Document const& document, Lexicon const& lexicon, std::vector<Word>& words) {
  auto const tokens = document.tokens();
  for (std::size_t i = 0; i < words.size(); ++i) {
    // Alternatives for the first word only: its whole form, then its stem.
    for (std::uint64_t const first : {words[i].folded, words[i].stem}) {
      std::uint64_t key = first;
      std::uint8_t longest = 0;
      std::size_t last = i;
      for (std::size_t n = 0; n < limit_cue_words && i + n < words.size(); ++n) {
        if (n > 0) {
          if (tokens[i + n].sentence != tokens[i].sentence || words[i + n].gap != space) break;
          key = combine(key, words[i + n].folded);
        }
        if (std::uint8_t const value = lexicon.look_up(Lexicon::Use::cue, key)) {
          longest = value;
          last = i + n;
        }
      }
      if (longest == 0) continue;
      for (std::size_t k = i; k <= last; ++k) words[k].cue = std::max(words[k].cue, longest);
      if (last + 1 < words.size() && tokens[last + 1].sentence == tokens[i].sentence)
        words[last + 1].cue_before = longest;
      break;
    }
  }
}

void mark_known(text::Document const& document, Lexicon const& lexicon, std::vector<Word>& words) {
  auto const tokens = document.tokens();
  std::size_t covered = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::uint64_t const first : {words[i].folded, words[i].stem}) {
      std::uint64_t key = first;
      std::uint8_t longest = 0;
      std::size_t last = i;
      for (std::size_t n = 0; n < limit_cue_words && i + n < words.size(); ++n) {
        if (n > 0) {
          if (tokens[i + n].sentence != tokens[i].sentence) break;
          key = combine(key, words[i + n].folded);
        }
        if (std::uint8_t const value = lexicon.look_up(Lexicon::Use::known, key)) {
          longest = value;
          last = i + n;
        }
      }
      if (longest == 0 || last < covered) continue;
      for (std::size_t k = i; k <= last; ++k) words[k].known = static_cast<std::uint8_t>(longest * 2 + (k == i ? 0 : 1));
      covered = last + 1;
      break;
    }
  }
}

/// What the word's other occurrences say: written small somewhere, large within a sentence, after a cue, listed.
void mark_elsewhere(text::Document const& document, std::vector<Word>& words) {
  std::unordered_map<std::uint64_t, std::uint8_t> seen;
  auto const tokens = document.tokens();
  auto const bits = [&](std::size_t i) {
    Word const& word = words[i];
    bool const starts = i == 0 || tokens[i - 1].sentence != tokens[i].sentence;
    std::uint8_t out = 0;
    if (word.letter_case == lower) out |= 1U;
    if (!starts && (word.letter_case == initial || word.letter_case == mixed)) out |= 2U;
    if (word.cue_before != 0) out |= 4U;
    if (word.listed / 2 == 1 || word.listed / 2 == 3) out |= 8U;
    if (word.listed / 2 >= 4) out |= 16U;
    if (i > 0 && !starts && words[i - 1].name_part >= 5 && word.gap == space) out |= 32U;
    return out;
  };
  for (std::size_t i = 0; i < words.size(); ++i) seen[words[i].stem] |= bits(i);
  for (Word& word : words) word.elsewhere = seen[word.stem];
}

}  // namespace

std::vector<Word> read_words(text::Document const& document, Lexicon const& lexicon,
                             entities::Catalogue const& catalogue, std::span<Mention const> found) {
  auto const tokens = document.tokens();
  std::vector<Word> words(tokens.size());
  std::vector<text::Reading> readings;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Word& word = words[i];
    std::string_view const folded = document.folded(tokens[i]);
    std::string_view const written = document.slice(tokens[i].range);
    word.folded = hash(folded);
    word.script = written.empty() ? other : script_of(decode(written, 0).value);
    word.letter_case = word.script == arabic || word.script == hebrew ? none : case_of(written);
    bool const starts = i == 0 || tokens[i - 1].sentence != tokens[i].sentence;
    word.gap = starts ? begin : gap_of(document.slice({tokens[i - 1].range.end, tokens[i].range.begin}));
    read_edges(folded, word);
    read_stem(document, tokens[i], readings, word);
    word.name_part = lexicon.look_up(Lexicon::Use::name_part, word.folded);
    word.unknown = lexicon.look_up(Lexicon::Use::unknown, word.folded);
    if (word.name_part == 0 && word.proclitic == 1) {
      word.name_part = lexicon.look_up(Lexicon::Use::name_part, word.stem) / 2;
      if (word.name_part != 0) word.name_part += 8;
    }
  }
  mark_listed(document, catalogue, found, words);
  mark_cues(document, lexicon, words);
  mark_known(document, lexicon, words);
  mark_elsewhere(document, words);
  return words;
}

}  // namespace rasid::tagger
