#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rasid::alerts {

/// What a receiver counts when it limits a text.
enum class Unit : std::uint8_t { bytes, code_points, utf16 };

[[nodiscard]] std::size_t length_of(std::string_view text, Unit unit);

/// The text (valid UTF-8), or its beginning and "…", so that the whole is at most `most` units long. Cuts only between
/// what a reader sees as characters (grapheme clusters, UAX #29): never inside a combined letter or an emoji.
std::string cut_text(std::string_view text, std::size_t most, Unit unit = Unit::code_points);

}  // namespace rasid::alerts
