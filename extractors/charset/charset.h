#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rasid::charset {

/// Bytes turned into UTF-8.
struct Decoded {
  std::string text;       // valid UTF-8, without a byte-order mark
  std::string encoding;   // the one that was used, by its WHATWG or IANA name
  bool replaced = false;  // some bytes did not fit the encoding and became U+FFFD
};

/// The encoding that a byte-order mark states, with the mark's length in bytes.
struct ByteOrderMark {
  std::string_view encoding;
  std::size_t bytes;
};
std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes) noexcept;

/// The charset parameter of a Content-Type value, lower case, or empty.
std::string charset_of(std::string_view content_type);

bool is_valid_utf8(std::string_view bytes) noexcept;

/// Converts from the named encoding (WHATWG labels: "windows-1256", "iso-8859-1" read as windows-1252 …); nothing where
/// the name is not known.
std::optional<Decoded> decode(std::string_view bytes, std::string_view encoding);

/// Best guess of the encoding from the bytes alone (ICU's detector), when nothing was declared or the declaration lies.
std::string detect(std::string_view bytes);

/// The bytes themselves, without their byte-order mark, where to_utf8() would give them back unchanged: valid UTF-8
/// that is not declared as anything it could be as well. Costs one pass and no copy.
std::optional<std::string_view> already_utf8(std::string_view bytes, std::initializer_list<std::string_view> declared);

/// The usual order: byte-order mark, then `declared` (most trusted first; empty ones are skipped) where the bytes fit
/// it, valid UTF-8, detection. Mislabelled UTF-8 is read as UTF-8.
Decoded to_utf8(std::string_view bytes, std::initializer_list<std::string_view> declared);

}  // namespace rasid::charset
