#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rasid::test {

/// The text as a gzip stream (RFC 1952).
std::string gzip(std::string_view text);

/// The text as a zlib stream, which HTTP calls "deflate" (RFC 9110 section 8.4.1.2).
std::string deflate(std::string_view text);

/// A gzip stream, about a thousandth of the size, that inflates to this many zero bytes.
std::string gzip_bomb(std::size_t inflated_bytes);

}  // namespace rasid::test
