#pragma once

#include <istream>
#include <string>

namespace rasid::entities {

/// Reads up to the next line feed, of at most `most_bytes`; what is beyond is passed over and `too_long` set. A
/// carriage return at the end is taken off. False at the end of the input.
bool next_bounded_line(std::istream& in, std::string& line, std::size_t most_bytes, bool& too_long);

}  // namespace rasid::entities
