#include "extractors/page/quoted_text.h"

#include "extractors/model/utf8.h"

namespace rasid::page {
namespace {

constexpr std::size_t shortest = 16;
constexpr std::size_t longest = 48;

bool is_mark(char32_t c) noexcept {
  return (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) || c == 0x060C || c == 0x061B || c == 0x061F ||
         c == 0xFEFF || (c >= 0x3000 && c <= 0x3011);
}

}  // namespace

std::string letters_of(std::string_view text, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < most;) {
    CodePoint const c = decode(text, at);
    if (c.value >= 'A' && c.value <= 'Z') {
      out += static_cast<char>(c.value + 32);
    } else if ((c.value >= 'a' && c.value <= 'z') || (c.value >= '0' && c.value <= '9') ||
               (c.value >= 0x80 && !is_mark(c.value))) {
      out += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

QuotedText::QuotedText(std::string_view text) : letters_(letters_of(text)) {}

bool QuotedText::holds(std::string_view passage) const {
  if (letters_.empty()) return false;
  std::string const key = letters_of(passage, longest);
  return key.size() >= shortest && letters_.find(key) != std::string::npos;
}

}  // namespace rasid::page
