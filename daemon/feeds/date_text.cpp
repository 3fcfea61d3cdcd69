#include "daemon/feeds/date_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace rasid::feeds {
namespace {

constexpr std::size_t longest = 200;

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return out;
}

/// What stands for `c` in plain text, or 0 where nothing does.
UChar32 plain(UChar32 c) {
  if (auto const digit = u_charDigitValue(c); digit >= 0) return U'0' + digit;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    case U_SPACE_SEPARATOR:
    case U_CONTROL_CHAR:
      return U' ';
    case U_DASH_PUNCTUATION:
      return U'-';
    default:
      break;
  }
  if (c == U'\u2212') return U'-';  // the minus sign
  if (c == U'،') return U',';
  return c;
}

}  // namespace

std::string plain_date_text(std::string_view text) {
  text = text.substr(0, longest);
  if (is_ascii(text)) return lower_ascii(text);
  UErrorCode code = U_ZERO_ERROR;
  auto const* const nfkd = icu::Normalizer2::getNFKDInstance(code);
  if (U_FAILURE(code)) return lower_ascii(text);
  auto const raw = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  auto decomposed = nfkd->normalize(raw, code);
  decomposed.toLower(icu::Locale::getRoot());
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
    if (UChar32 const c = plain(decomposed.char32At(at)); c != 0) kept.append(c);
  }
  // Composed again, so that Hangul is written as the tables write it.
  auto const* const nfc = icu::Normalizer2::getNFCInstance(code);
  std::string out;
  if (U_SUCCESS(code)) nfc->normalize(kept, code).toUTF8String(out);
  return out;
}

}  // namespace rasid::feeds
