#include "extractors/language/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::language {
namespace {

constexpr std::size_t limit = 64UL << 10U;

// Of a longer text parts are read, since reading all costs more than all that is done with the text later: some words
// of the beginning, more from the middle, and where these do not tell, as many near the end. All is read where the
// parts are of several languages.
constexpr std::size_t sample_begin = 192;
constexpr std::size_t sample_later = 384;
constexpr std::size_t sampled_from = 1'536;  // bytes
constexpr int clearly = 90;                  // per cent of the parts

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

/// The part of `size` bytes or a little less from `begin` on, from and to the border of a word.
std::string_view part(std::string_view utf8, std::size_t begin, std::size_t size) {
  std::size_t const from = begin == 0 ? 0 : std::min(utf8.find(' ', begin), begin + size);
  std::string_view const wide = utf8.substr(from, size);
  std::size_t const end = wide.rfind(' ');
  return wide.substr(0, end == std::string_view::npos ? 0 : end);
}

struct Guess {
  std::string code;  // empty where the detector is not sure
  int percent = 0;   // of the text
};

Guess guess(std::string const& text) {
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
  return {reliable ? modern(CLD2::LanguageCode(language)) : std::string(), percent[0]};
}

}  // namespace

std::string detect_language(std::string_view utf8) {
  if (utf8.size() < sampled_from) return guess(prepared(utf8)).code;
  std::string sample = prepared(part(utf8, 0, sample_begin));
  sample += ' ';
  sample += prepared(part(utf8, utf8.size() / 2, sample_later));
  Guess told = guess(sample);
  if (told.code.empty()) told = guess(prepared(part(utf8, utf8.size() / 4 * 3, sample_later)));
  bool const several = !told.code.empty() && told.percent < clearly;
  return several ? guess(prepared(utf8)).code : told.code;
}

}  // namespace rasid::language
