#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string>

namespace rasid::cli {

/// Calls `take` for each line of the stream with its number (from 1), without the newline and a carriage return before
/// it. Of a line longer than `most_bytes` nothing is kept: `too_long` is called in its place. Both may return false to
/// end the reading.
void read_lines(std::istream& stream, std::size_t most_bytes,
                std::function<bool(std::size_t number, std::string line)> const& take,
                std::function<bool(std::size_t number)> const& too_long);

}  // namespace rasid::cli
