#pragma once

#include <string_view>
#include <vector>

namespace rasid {

/// The parts of a text between separators; always at least one. They point into the text.
std::vector<std::string_view> split_at(std::string_view text, char separator);

}  // namespace rasid
