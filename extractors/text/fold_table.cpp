#include "extractors/text/fold_table.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "extractors/text/letter_twins.h"

namespace rasid::text {
namespace {

constexpr std::uint32_t pack(FoldKind kind, std::uint32_t value = 0) {
  return static_cast<std::uint32_t>(kind) << 24 | value;
}

bool has_type(char32_t c, std::uint32_t mask) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0;
}

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// Marks of Indic and other scripts are vowels; those of the alphabets here only help the reader.
bool is_idle_mark(char32_t c) {
  if (c == 0x3099 || c == 0x309A) return false;  // kana voicing tells か from が
  if (c == 0x0640 || c == 0x0621 || c == 0x0674 || c == 0x06E5 || c == 0x06E6)
    return true;  // tatweel, lone hamza, small letters
  if (!has_type(c, U_GC_M_MASK)) return false;
  UScriptCode const script = script_of(c);
  return script == USCRIPT_INHERITED || script == USCRIPT_COMMON || script == USCRIPT_LATIN ||
         script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_ARABIC ||
         script == USCRIPT_HEBREW || script == USCRIPT_SYRIAC;
}

bool is_control(char32_t c) {
  bool const visible = (c >= 0x0600 && c <= 0x0605) || c == 0x06DD || c == 0x070F || c == 0x08E2;
  return c != 0x200B && !visible && has_type(c, U_GC_CF_MASK);
}

bool is_ideograph(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
}

/// NFKC_Casefold and then full decomposition.
std::u32string decomposed(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Normalizer2 const* const casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::Normalizer2 const* const canonical = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) return {c};  // ICU without its data: letters stay as they are
  icu::UnicodeString const single(static_cast<UChar32>(c));
  icu::UnicodeString const folded = canonical->normalize(casefold->normalize(single, status), status);
  std::u32string out;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    out += static_cast<char32_t>(folded.char32At(at));
  }
  return out;
}

void append_base(std::u32string& out, char32_t c) {
  auto const* const twin = std::ranges::find(letter_twins, c, &LetterTwin::letter);
  if (twin != letter_twins.end()) {
    out += twin->folded;
  } else if (c == 0x0306 && out.ends_with(U'и')) {
    out.back() = U'й';  // й is a letter of its own, not an и with a mark
  } else if (std::int32_t const digit = u_charDigitValue(static_cast<UChar32>(c));
             digit >= 0 && has_type(c, U_GC_ND_MASK)) {
    out += U'0' + static_cast<char32_t>(digit);
  } else if (!is_idle_mark(c) && !is_control(c) && apostrophes.find(c) == std::u32string_view::npos) {
    out += c;
  }
}

/// The folded letters of `c`; empty where it has none or would bring separators with it (½, ﷺ, spacing accents).
std::u32string letters_of(char32_t c) {
  std::u32string out;
  for (char32_t const part : decomposed(c)) append_base(out, part);
  bool const only_letters =
      std::ranges::all_of(out, [](char32_t part) { return has_type(part, U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK); });
  return only_letters ? out : std::u32string();
}

FoldKind kind_of_letter(char32_t letter) {
  if (letter == 0x30FC) return FoldKind::katakana;  // the long vowel mark, of no script in particular
  if (letter < 0x3040 || letter > 0x31FF) return FoldKind::letter;
  UScriptCode const script = script_of(letter);
  if (script == USCRIPT_KATAKANA) return FoldKind::katakana;
  return script == USCRIPT_HIRAGANA ? FoldKind::hiragana : FoldKind::letter;
}

}  // namespace

FoldTable const& FoldTable::get() {
  static FoldTable const table;
  return table;
}

FoldTable::FoldTable() {
  packed_.resize(covered, pack(FoldKind::separator));
  for (char32_t c = 0; c < covered; ++c) add(c);
}

void FoldTable::add(char32_t c) {
  bool const trademark = c == 0x2122 || c == 0x2120;  // would glue "tm" to the word before it
  if (trademark || has_type(c, U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) return;
  if (apostrophes.find(c) != std::u32string_view::npos) {
    packed_[c] = pack(FoldKind::apostrophe);
  } else if (acronym_quotes.find(c) != std::u32string_view::npos) {
    packed_[c] = pack(FoldKind::quote);
  } else if (is_control(c)) {
    packed_[c] = pack(FoldKind::control);
  } else if (is_idle_mark(c)) {
    packed_[c] = pack(FoldKind::mark);
  } else if (c >= 0xAC00 && c <= 0xD7A3) {
    packed_[c] = pack(FoldKind::letter, c);  // Hangul syllables stay whole
  } else if (has_type(c, U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_S_MASK)) {
    std::u32string const letters = letters_of(c);
    if (letters.empty()) return;
    if (letters.size() == 1) {
      packed_[c] = pack(is_ideograph(letters[0]) ? FoldKind::ideograph : kind_of_letter(letters[0]), letters[0]);
    } else if (std::ranges::none_of(letters, is_ideograph)) {  // an ideograph would make two words of one character
      packed_[c] = pack(FoldKind::expansion, static_cast<std::uint32_t>(expansions_.size()));
      expansions_.push_back(letters);
    }
  }
}

FoldEntry FoldTable::beyond(char32_t c) {
  if (is_ideograph(c)) {
    std::u32string const letters = letters_of(c);
    return {FoldKind::ideograph, letters.empty() ? c : letters[0]};
  }
  if (is_idle_mark(c)) return {FoldKind::mark, 0};  // variation selectors
  return {is_control(c) ? FoldKind::control : FoldKind::separator, 0};
}

}  // namespace rasid::text
