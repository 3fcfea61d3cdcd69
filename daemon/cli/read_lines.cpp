#include "daemon/cli/read_lines.h"

#include <utility>

namespace rasid::cli {

void read_lines(std::istream& stream, std::size_t most_bytes,
                std::function<bool(std::size_t number, std::string line)> const& take,
                std::function<bool(std::size_t number)> const& too_long) {
  std::streambuf& bytes = *stream.rdbuf();
  constexpr auto end = std::char_traits<char>::eof();
  for (std::size_t number = 1; bytes.sgetc() != end; ++number) {
    std::string line;
    bool skipped = false;
    for (auto c = bytes.sbumpc(); c != end && c != '\n'; c = bytes.sbumpc()) {
      skipped = skipped || line.size() == most_bytes;
      if (!skipped) line += static_cast<char>(c);
    }
    if (line.ends_with('\r')) line.pop_back();
    if (!(skipped ? too_long(number) : take(number, std::move(line)))) return;
  }
}

}  // namespace rasid::cli
