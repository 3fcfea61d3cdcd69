#include "extractors/charset/charset.h"

namespace rasid::charset {

std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes) noexcept {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return ByteOrderMark{"utf-8", 3};
  // UTF-32's little-endian mark begins with UTF-16's, so it is asked for first.
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return ByteOrderMark{"utf-32le", 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return ByteOrderMark{"utf-32be", 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return ByteOrderMark{"utf-16le", 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return ByteOrderMark{"utf-16be", 2};
  return std::nullopt;
}

}  // namespace rasid::charset
