#include "daemon/alerts/cut_text.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>

#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace {

struct CloseText {
  void operator()(UText* text) const noexcept { utext_close(text); }
};
struct CloseBreaks {
  void operator()(UBreakIterator* breaks) const noexcept { ubrk_close(breaks); }
};

/// Calls `visit` with the end of each grapheme cluster until it says no.
template <class Visit>
void each_boundary(std::string_view text, Visit visit) {
  UErrorCode bad = U_ZERO_ERROR;
  std::unique_ptr<UText, CloseText> const opened(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &bad));
  std::unique_ptr<UBreakIterator, CloseBreaks> const breaks(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &bad));
  if (U_FAILURE(bad) != 0) return;
  ubrk_setUText(breaks.get(), opened.get(), &bad);
  for (std::int32_t end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get())) {
    if (!visit(static_cast<std::size_t>(end))) return;
  }
}

}  // namespace

std::size_t length_of(std::string_view text, Unit unit) {
  if (unit == Unit::bytes) return text.size();
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    at += c.bytes;
    length += unit == Unit::utf16 && c.value > 0xFFFF ? 2 : 1;
  }
  return length;
}

std::string cut_text(std::string_view text, std::size_t most, Unit unit) {
  if (length_of(text, unit) <= most) return std::string(text);
  constexpr std::string_view mark = "…";
  std::size_t const mark_length = length_of(mark, unit);
  if (most < mark_length) return {};
  std::size_t kept = 0;
  std::size_t length = 0;
  each_boundary(text, [&](std::size_t end) {
    length += length_of(text.substr(kept, end - kept), unit);
    if (length + mark_length > most) return false;
    kept = end;
    return true;
  });
  return std::string(text.substr(0, kept)) + std::string(mark);
}

}  // namespace rasid::alerts
