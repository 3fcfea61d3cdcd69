#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rasid::sinks {

/// RFC 4648 section 4, with padding.
std::string base64(std::string_view bytes);

/// The bytes behind well-formed base64: that alphabet, padded to a multiple of four characters, no white space. Nothing
/// for anything else.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace rasid::sinks
