#include <string_view>

#include "extractors/charset/plausible.h"
#include "extractors/model/utf8.h"

namespace rasid::charset {

bool reads_as_east_asian(std::string_view utf8) {
  constexpr std::u32string_view common =
      U"的一是不了在人有我他这這个個中大国國上为為来來年和月日会會出对對将將时時地于於以";
  std::size_t all = 0, kana = 0, hangul = 0, frequent = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    auto const point = rasid::decode(utf8, at);
    at += point.bytes;
    auto const c = point.value;
    if (c < 0x80 || (c >= 0x3000 && c < 0x3040)) continue;  // their punctuation says nothing
    ++all;
    kana += c >= 0x3040 && c < 0x3100 ? 1 : 0;
    hangul += c >= 0xAC00 && c < 0xD7A4 ? 1 : 0;
    frequent += common.find(c) != std::u32string_view::npos ? 1 : 0;
  }
  return kana * 5 > all || hangul * 10 > all * 8 || frequent * 12 > all;
}

}  // namespace rasid::charset
