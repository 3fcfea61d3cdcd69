#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::entities {

/// The parts of a text between separators; always at least one.
std::vector<std::string_view> split_at(std::string_view text, char separator);

/// Reads up to the next line feed, of at most `most_bytes`; what is beyond is passed over and `too_long` set. A
/// carriage return at the end is taken off. False at the end of the input.
bool next_bounded_line(std::istream& in, std::string& line, std::size_t most_bytes, bool& too_long);

}  // namespace rasid::entities
