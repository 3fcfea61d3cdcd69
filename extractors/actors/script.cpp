#include "extractors/actors/script.h"

#include <unicode/translit.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

namespace rasid::actors {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> finals = {
    {{"כ", "ך"}, {"מ", "ם"}, {"נ", "ן"}, {"פ", "ף"}, {"צ", "ץ"}}};

bool is_article(std::string_view word) {
  static constexpr std::array<std::string_view, 14> all = {"al", "el", "ul", "bin", "ibn", "аль", "эль",
                                                           "ас", "аш", "ар", "ан",  "ат",  "аз",  "ад"};
  return std::ranges::find(all, word) != all.end();
}

std::string with_final_letter(std::string word) {
  for (auto const& [plain, last] : finals) {
    // A word of one letter is a prefix.
    if (word.size() > plain.size() && word.ends_with(plain)) return word.replace(word.size() - 2, 2, last);
  }
  return word;
}

std::string capitalised(std::string word) {
  if (word.empty() || is_article(word)) return word;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(word);
  icu::UnicodeString first(text.char32At(0));
  text.replace(0, text.moveIndex32(0, 1), first.toUpper());
  std::string out;
  return text.toUTF8String(out);
}

}  // namespace

Script script_of(std::string_view text) {
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
  auto const size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) continue;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
      case USCRIPT_LATIN:
        return Script::latin;
      case USCRIPT_ARABIC:
        return Script::arabic;
      case USCRIPT_CYRILLIC:
        return Script::cyrillic;
      case USCRIPT_HEBREW:
        return Script::hebrew;
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        continue;
      default:
        return Script::other;
    }
  }
  return Script::other;
}

std::string_view to_text(Script script) {
  switch (script) {
    case Script::latin:
      return "Latin";
    case Script::arabic:
      return "Arabic";
    case Script::cyrillic:
      return "Cyrillic";
    case Script::hebrew:
      return "Hebrew";
    case Script::other:
      break;
  }
  return "other";
}

std::string presented(std::string_view folded, Script script) {
  std::string out;
  while (!folded.empty()) {
    std::size_t const space = std::min(folded.find(' '), folded.size());
    std::string word(folded.substr(0, space));
    folded.remove_prefix(std::min(space + 1, folded.size()));
    if (script == Script::hebrew) word = with_final_letter(std::move(word));
    if (script == Script::latin || script == Script::cyrillic) word = capitalised(std::move(word));
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

std::string latinised(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> const to_latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status) != 0 || to_latin == nullptr) return {};
  icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  to_latin->transliterate(letters);
  std::string out;
  return letters.toUTF8String(out);
}

}  // namespace rasid::actors
