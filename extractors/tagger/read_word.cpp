#include "extractors/tagger/read_word.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/tagger/hash.h"
#include "extractors/tagger/light_stem.h"

namespace rasid::tagger {
namespace {

Script script_of(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? Script::digits : Script::latin;
  if (c >= 0x600 && c < 0x780) return u_isdigit(static_cast<UChar32>(c)) ? Script::digits : Script::arabic;
  if (c >= 0x590 && c < 0x600) return Script::hebrew;
  if (c >= 0x400 && c < 0x530) return Script::cyrillic;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_HEBREW:
      return Script::hebrew;
    default:
      return u_isdigit(static_cast<UChar32>(c)) ? Script::digits : Script::other;
  }
}

bool is_large(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c));
}
bool is_small(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c));
}

Case case_of(std::string_view word) {
  std::size_t large = 0;
  std::size_t small = 0;
  std::size_t count = 0;
  bool first = false;
  for (std::size_t at = 0; at < word.size(); ++count) {
    CodePoint const c = decode(word, at);
    at += c.bytes;
    if (is_large(c.value)) {
      ++large;
      first = first || count == 0;
    } else if (is_small(c.value)) {
      ++small;
    }
  }
  if (large == 0) return small == 0 ? Case::none : Case::lower;
  if (count == 1) return Case::single;
  if (small == 0) return Case::all;
  return first && large == 1 ? Case::initial : Case::mixed;
}

bool begins_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

void read_edges(std::string_view folded, Word& word) {
  std::array<std::size_t, 12> heads{};
  std::size_t letters = 0;
  std::size_t head_count = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (!begins_letter(folded[at])) continue;
    if (head_count < heads.size()) heads[head_count++] = at;
    ++letters;
  }
  word.letters = static_cast<std::uint8_t>(std::min<std::size_t>(letters, 15));
  for (std::size_t n = 1; n <= 4 && n < letters; ++n) word.prefixes[n - 1] = hash(folded.substr(0, heads[n]));
  for (std::size_t n = 0; n + 3 < head_count && n < word.trigrams.size(); ++n)
    word.trigrams[n] = hash(folded.substr(heads[n], heads[n + 3] - heads[n]));
  std::size_t n = 0;
  for (std::size_t at = folded.size(); at-- > 1 && n < 4;)
    if (begins_letter(folded[at])) word.suffixes[n++] = hash(folded.substr(at));
}

/// Of the ways to read a word the one with most peeled off: of بالرئيس رئيس, of وبغداد بغداد.
std::string_view stem_of(text::Document const& document, text::Token const& token, Word& word,
                         std::vector<text::Reading>& readings) {
  std::string_view shortest = document.folded(token);
  if (word.script != Script::arabic && word.script != Script::hebrew && word.script != Script::latin) return shortest;
  document.readings(token, readings);
  for (text::Reading const& reading : readings) {
    if (reading.folded.size() >= shortest.size()) continue;
    shortest = reading.folded;
    word.proclitic = reading.peeled.empty() ? 2 : 1;
  }
  return shortest;
}

bool is_spelled(Lexicon const& lexicon, std::string_view folded) {
  return lexicon.look_up(Lexicon::Use::word, hash(light_stem(folded))) != 0;
}

}  // namespace

Word read_word(text::Document const& document, text::Token const& token, Lexicon const& lexicon,
               std::vector<text::Reading>& readings) {
  Word word;
  std::string_view const folded = document.folded(token);
  std::string_view const written = document.slice(token.range);
  word.folded = hash(folded);
  word.script = written.empty() ? Script::other : script_of(decode(written, 0).value);
  if (word.script != Script::arabic && word.script != Script::hebrew) word.letter_case = case_of(written);
  read_edges(folded, word);
  std::string_view const stem = stem_of(document, token, word, readings);
  word.stem = hash(stem);
  word.name_part = lexicon.look_up(Lexicon::Use::name_part, word.folded);
  if (word.name_part == 0 && word.proclitic == 1) {
    std::uint8_t const peeled = lexicon.look_up(Lexicon::Use::name_part, word.stem) / 2;
    if (peeled != 0) word.name_part = peeled + 8;
  }
  word.spelled = is_spelled(lexicon, folded) ? 1 : stem.size() < folded.size() && is_spelled(lexicon, stem) ? 2 : 0;
  return word;
}

Gap gap_of(std::string_view between) {
  if (between == " ") return Gap::space;
  Gap out = Gap::space;
  for (std::size_t at = 0; at < between.size();) {
    CodePoint const c = decode(between, at);
    at += c.bytes;
    switch (c.value) {
      case ' ':
      case '\t':
      case '\n':
      case 0xA0:
      case 0x200B:
      case 0x200C:
      case 0x200E:
      case 0x200F:
        break;
      case '.':
      case '!':
      case '?':
      case 0x61F:
      case 0x6D4:
        out = Gap::stop;
        break;
      case ',':
      case 0x60C:
      case ';':
      case 0x61B:
        out = Gap::comma;
        break;
      case '"':
      case 0xAB:
      case 0xBB:
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case '\'':
      case 0x2018:
      case 0x2019:
        out = Gap::quote;
        break;
      case '(':
      case '[':
        out = Gap::open;
        break;
      case ')':
      case ']':
        out = Gap::close;
        break;
      case '-':
      case 0x2010:
      case 0x2011:
      case 0x5BE:
        if (out == Gap::space) out = Gap::hyphen;
        break;
      case ':':
        out = Gap::colon;
        break;
      default:
        out = Gap::more;
    }
  }
  return out;
}

}  // namespace rasid::tagger
