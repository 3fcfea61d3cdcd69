#pragma once

#include <string_view>

namespace rasid::tagger {

/// A folded word without what inflection puts after it, roughly: the longest known ending is taken off where three
/// letters are left. For looking words up in a dictionary of stems made by the same function, not for reading.
[[nodiscard]] std::string_view light_stem(std::string_view folded) noexcept;

}  // namespace rasid::tagger
