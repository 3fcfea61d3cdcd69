#include "extractors/entities/table_lines.h"

#include <algorithm>

namespace rasid::entities {

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    std::size_t const end = std::min(text.find(separator), text.size());
    out.push_back(text.substr(0, end));
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

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
