#include "extractors/model/utf8.h"

namespace rasid {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Smallest and largest second byte that Table 3-7 of the Unicode Standard allows after `lead`, and the length.
struct Form {
  unsigned char low, high, bytes;
};

constexpr Form form_of(unsigned char lead) noexcept {
  if (lead < 0xC2 || lead > 0xF4) return {0, 0, 1};
  if (lead < 0xE0) return {0x80, 0xBF, 2};
  if (lead == 0xE0) return {0xA0, 0xBF, 3};
  if (lead == 0xED) return {0x80, 0x9F, 3};
  if (lead < 0xF0) return {0x80, 0xBF, 3};
  if (lead == 0xF0) return {0x90, 0xBF, 4};
  if (lead == 0xF4) return {0x80, 0x8F, 4};
  return {0x80, 0xBF, 4};
}

/// The first place from `at` on that holds something else than ASCII or a well-formed pair of bytes.
std::size_t past_common(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    auto const lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80 && lead != 0) {
      ++at;
    } else if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text.size() &&
               (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80U) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) noexcept {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char const lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  Form const form = form_of(lead);
  if (form.bytes == 1) return {replacement, 1};
  char32_t value = lead & (0x7FU >> form.bytes);
  for (unsigned char i = 1; i < form.bytes; ++i) {
    if (at + i >= text.size()) return {replacement, i};
    unsigned char const next = byte(at + i);
    unsigned char const low = i == 1 ? form.low : 0x80;
    unsigned char const high = i == 1 ? form.high : 0xBF;
    if (next < low || next > high) return {replacement, i};
    value = value << 6 | (next & 0x3FU);
  }
  return {value, form.bytes};
}

void append(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string make_valid_utf8(std::string text) {
  auto const wrong = [](CodePoint c, std::string_view bytes) {
    return c.value == 0 || (c.value == replacement && bytes.substr(0, 3) != "\xEF\xBF\xBD");
  };
  std::size_t at = 0;
  while ((at = past_common(text, at)) < text.size()) {
    CodePoint const c = decode(text, at);
    if (wrong(c, std::string_view(text).substr(at))) break;
    at += c.bytes;
  }
  if (at == text.size()) return text;  // the usual case costs one pass and no copy

  std::string out = text.substr(0, at);
  while (at < text.size()) {
    CodePoint const c = decode(text, at);
    append(out, c.value == 0 ? replacement : c.value);
    at += c.bytes;
  }
  return out;
}

std::size_t code_points(std::string_view text, std::size_t bytes) noexcept {
  std::size_t count = 0;
  for (char const c : text.substr(0, bytes)) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

}  // namespace rasid
