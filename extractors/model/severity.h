#pragma once

#include <cstdint>
#include <string_view>

namespace rasid {

/// How much a watch's alerts matter to who wrote it.
enum class Severity : std::uint8_t { low, medium, high, critical };

std::string_view to_text(Severity severity);  // "low", "medium", "high", "critical"

}  // namespace rasid
