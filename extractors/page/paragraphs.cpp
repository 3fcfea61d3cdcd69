#include "extractors/page/paragraphs.h"

#include <algorithm>
#include <utility>

#include "extractors/model/utf8.h"

namespace rasid::page {
namespace {

enum class Looks { visible, space, joins, nothing };

Looks looks_of(char32_t c) noexcept {
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return Looks::space;
  switch (c) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
    case 0xFEFF:
      return Looks::space;
    case 0x061C:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
      return Looks::joins;
    case 0x00AD:
    case 0x200B:
    case 0x2060:
      return Looks::nothing;
    default:
      break;
  }
  if (c >= 0x2000 && c <= 0x200A) return Looks::space;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return Looks::nothing;
  return Looks::visible;
}

/// Characters that need no look at their code point: everything visible outside the few blocks above.
constexpr bool is_plain(unsigned char c) noexcept {
  return c > 0x20 && c < 0x7F;
}

}  // namespace

void Paragraphs::add(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_plain(static_cast<unsigned char>(text[end]))) ++end;
    if (end > at) {
      add_visible(text.substr(at, end - at));
      at = end;
      continue;
    }
    CodePoint const c = decode(text, at);
    std::string_view const bytes = text.substr(at, c.bytes);
    at += c.bytes;
    switch (looks_of(c.value)) {
      case Looks::visible:
        add_visible(bytes);
        break;
      case Looks::space:
        space_ = true;
        held_.clear();
        break;
      case Looks::joins:
        if (!space_ && line_ends_ == 0 && held_.size() < 16) held_ += bytes;
        break;
      case Looks::nothing:
        break;
    }
  }
}

void Paragraphs::add_visible(std::string_view bytes) {
  if (line_ends_ > 0) {
    if (!out_.empty()) out_.append(std::min(line_ends_, 2U), '\n');
  } else if (space_) {
    out_ += ' ';
  } else {
    out_ += held_;
  }
  out_ += bytes;
  held_.clear();
  space_ = false;
  line_ends_ = 0;
}

void Paragraphs::break_line() {
  if (line_ends_ < 2) ++line_ends_;
  held_.clear();
}

void Paragraphs::end_paragraph() {
  line_ends_ = 2;
  held_.clear();
}

std::string Paragraphs::take() {
  end_paragraph();
  space_ = false;
  return std::exchange(out_, {});
}

}  // namespace rasid::page
