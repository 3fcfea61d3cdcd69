#include "daemon/alerts/marked_sentence.h"

#include <unicode/uchar.h>

#include "daemon/alerts/cut_text.h"
#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace {

bool letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && u_isalnum(static_cast<UChar32>(decode(text, at).value)) != 0;
}

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return letter_at(text, begin);
}

/// The ranges in order, each once: those that overlap or touch become one.
std::vector<ByteRange> merged(std::vector<ByteRange> ranges, std::size_t end) {
  std::ranges::sort(ranges, {}, &ByteRange::begin);
  std::vector<ByteRange> out;
  for (ByteRange range : ranges) {
    range.end = std::min(range.end, static_cast<std::uint32_t>(end));
    if (range.begin >= range.end) continue;
    if (!out.empty() && range.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, range.end);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

}  // namespace

std::string marked_sentence(AlertView const& alert, Dialect const& dialect, std::size_t most) {
  std::string const shown = cut_text(alert.sentence, most);
  bool const cut = shown.size() != alert.sentence.size() || shown != alert.sentence;
  std::size_t const kept = cut ? shown.size() - std::string_view("…").size() : shown.size();
  auto const escaped = [&](std::size_t from, std::size_t to) {
    return dialect.escape(one_line(std::string_view(shown).substr(from, to - from)));
  };
  std::string out = "\u2068";
  std::size_t at = 0;
  for (ByteRange const range : merged(alert.highlights, kept)) {
    out += escaped(at, range.begin);
    bool const joined = letter_before(shown, range.begin) || letter_at(shown, range.end);
    out += dialect.strong(escaped(range.begin, range.end), joined);
    at = range.end;
  }
  return out + escaped(at, shown.size()) + "\u2069";
}

}  // namespace rasid::alerts
