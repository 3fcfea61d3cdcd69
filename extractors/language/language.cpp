#include "extractors/language/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "extractors/model/utf8.h"

namespace rasid::language {
namespace {

constexpr std::size_t limit = 64UL << 10U;

/// The detector refuses text that is not fit for interchange (controls, noncharacters); such become spaces.
std::string prepared(std::string_view utf8) {
  std::string out;
  std::string_view const part = utf8.substr(0, limit);
  out.reserve(part.size());
  for (std::size_t at = 0; at < part.size();) {
    CodePoint const c = decode(part, at);
    bool const control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    bool const noncharacter = (c.value & 0xFFFEU) == 0xFFFE || (c.value >= 0xFDD0 && c.value <= 0xFDEF);
    append(out, control || noncharacter || c.value == 0xFFFD ? U' ' : c.value);
    at += c.bytes;
  }
  return out;
}

/// The detector still uses a few codes that ISO 639 has withdrawn.
std::string modern(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "in") return "id";
  if (code == "ji") return "yi";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  if (code == "un" || code == "xxx" || code.starts_with("xx-")) return {};
  return std::string(code);
}

}  // namespace

std::string detect_language(std::string_view utf8) {
  std::string const text = prepared(utf8);
  CLD2::CLDHints const hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language top[3] = {};
  int percent[3] = {};
  double score[3] = {};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool reliable = false;
  constexpr bool is_plain_text = true;
  CLD2::Language const language =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), is_plain_text, &hints, 0, top,
                                              percent, score, nullptr, &text_bytes, &reliable, &valid_bytes);
  return reliable ? modern(CLD2::LanguageCode(language)) : std::string();
}

}  // namespace rasid::language
