#pragma once

#include <string_view>
#include <vector>

namespace rasid::imports {

/// The columns of a line.
std::vector<std::string_view> split(std::string_view line, char separator);

}  // namespace rasid::imports
