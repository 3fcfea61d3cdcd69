#include "extractors/charset/charset.h"
#include "extractors/charset/converter.h"
#include "extractors/charset/label.h"
#include "extractors/model/utf8.h"

namespace rasid::charset {
namespace {

Decoded utf8_with_replacements(std::string_view bytes) {
  Decoded out{.text = {}, .encoding = "utf-8"};
  if (is_valid_utf8(bytes)) {
    out.text = bytes;
    return out;
  }
  out.replaced = true;
  out.text.reserve(bytes.size() + 64);
  for (std::size_t at = 0; at < bytes.size();) {
    auto const point = rasid::decode(bytes, at);
    rasid::append(out.text, point.value);
    at += point.bytes;
  }
  return out;
}

}  // namespace

std::optional<Decoded> decode(std::string_view bytes, std::string_view encoding) {
  Encoding const* known = find_encoding(encoding);
  if (known == nullptr) return std::nullopt;
  if (auto const mark = byte_order_mark(bytes); mark) {
    // "utf-16" alone does not say the order of bytes; the mark does (RFC 2781, 4.3).
    Encoding const* const marked = find_encoding(mark->encoding);
    bool const agrees = known->layout == Layout::wide && marked->layout == Layout::wide;
    if (known == marked || agrees) {
      bytes.remove_prefix(mark->bytes);
      known = marked;
    }
  }
  if (known->layout == Layout::utf8) return utf8_with_replacements(bytes);
  return convert(bytes, *known);
}

}  // namespace rasid::charset
