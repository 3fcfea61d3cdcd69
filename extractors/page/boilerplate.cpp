#include "extractors/page/boilerplate.h"

#include <array>
#include <string>

#include "extractors/page/phrases.h"

namespace rasid::page {
namespace {

/// Lower case for ASCII, the Latin-1 letters and basic Cyrillic; every UTF-8 length stays as it is.
std::string folded(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto const c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') {
      out[i] = static_cast<char>(c + 32);
    } else if (c == 0xC3 && i + 1 < out.size()) {
      auto const next = static_cast<unsigned char>(out[i + 1]);
      if (next >= 0x80 && next <= 0x9E && next != 0x97) out[i + 1] = static_cast<char>(next + 0x20);
      ++i;
    } else if (c == 0xD0 && i + 1 < out.size()) {
      auto const next = static_cast<unsigned char>(out[i + 1]);
      if (next >= 0x90 && next <= 0x9F) out[i + 1] = static_cast<char>(next + 0x20);
      if (next >= 0xA0 && next <= 0xAF) {
        out[i] = static_cast<char>(0xD1);
        out[i + 1] = static_cast<char>(next - 0x20);
      }
      ++i;
    }
  }
  return out;
}

constexpr auto edges = std::to_array<std::string_view>(
    {" ", "\n", ".",  ":", "!", "?", "-", "|", ">", "+", "*", "(", ")", "[", "]", "<", "&", "/", "\\", ",",
     ";", "#",  "\"", "'", "؟", "،", "؛", "«", "»", "“", "”", "„", "…", "–", "—", "•", "↑", "×", "›",  "‹"});

std::size_t edge_at_end(std::string_view text) {
  for (std::string_view const one : edges) {
    if (text.ends_with(one)) return one.size();
  }
  return 0;
}

std::size_t edge_at_start(std::string_view text) {
  for (std::string_view const one : edges) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

std::string_view trimmed(std::string_view text) {
  while (std::size_t const n = edge_at_start(text)) text.remove_prefix(n);
  while (std::size_t const n = edge_at_end(text)) text.remove_suffix(n);
  return text;
}

/// Length of the decimal digit that the text ends or begins with: ASCII, Arabic-Indic, Persian.
std::size_t digit_length(std::string_view at) {
  if (!at.empty() && at.front() >= '0' && at.front() <= '9') return 1;
  if (at.size() < 2) return 0;
  auto const second = static_cast<unsigned char>(at[1]);
  bool const arabic = at.front() == '\xD9' && second >= 0xA0 && second <= 0xA9;
  bool const persian = at.front() == '\xDB' && second >= 0xB0 && second <= 0xB9;
  return arabic || persian ? 2 : 0;
}

/// "3 comments", "تعليقات (12)" without the number.
std::string_view without_count(std::string_view text) {
  while (std::size_t const n = digit_length(text)) text.remove_prefix(n);
  while (text.size() > 1) {
    if (digit_length(text.substr(text.size() - 1)) == 1) {
      text.remove_suffix(1);
    } else if (digit_length(text.substr(text.size() - 2)) == 2) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return trimmed(text);
}

}  // namespace

Phrase phrase_of(std::string_view text) {
  constexpr std::size_t longest_pointer = 400;
  constexpr std::size_t longest_label = 90;
  if (text.size() > longest_pointer) return Phrase::none;
  std::string const lower = folded(text.substr(0, longest_label));
  if (text.size() <= longest_label) {
    std::string_view const whole = trimmed(lower);
    if (whole.empty()) return Phrase::label;
    std::string_view const words = without_count(whole);
    if (is_section(whole) || is_section(words)) return Phrase::section;
    if (is_label(whole) || is_label(words)) return Phrase::label;
  }
  return begins_as_pointer(lower) ? Phrase::pointer : Phrase::none;
}

bool is_reply(std::string_view text) {
  constexpr std::size_t longest_control = 90;
  return text.size() <= longest_control && is_reply_control(trimmed(folded(text)));
}

bool names_a_photographer(std::string_view text) {
  return holds_credit(folded(text.substr(0, 600)));
}

bool is_in_capitals(std::string_view text) {
  unsigned capitals = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    auto const next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    bool const small_cyrillic = (c == 0xD0 && next >= 0xB0) || (c == 0xD1 && next <= 0x9F);
    if ((c >= 'a' && c <= 'z') || small_cyrillic) return false;
    capitals += (c >= 'A' && c <= 'Z') || (c == 0xD0 && next >= 0x90 && next < 0xB0) ? 1 : 0;
  }
  return capitals * 4 >= text.size();
}

}  // namespace rasid::page
