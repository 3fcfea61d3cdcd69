#include "extractors/entities/table_lines.h"

namespace rasid::entities {

bool next_bounded_line(std::istream& in, std::string& line, std::size_t most_bytes, bool& too_long) {
  line.clear();
  too_long = false;
  std::streambuf* const bytes = in.rdbuf();
  constexpr int end = std::char_traits<char>::eof();
  int c = bytes->sbumpc();
  if (c == end) return false;
  for (; c != end && c != '\n'; c = bytes->sbumpc()) {
    if (line.size() < most_bytes) {
      line += static_cast<char>(c);
    } else {
      too_long = true;
    }
  }
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

}  // namespace rasid::entities
