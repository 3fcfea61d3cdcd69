#include "extractors/import/tabbed.h"

#include <algorithm>

namespace rasid::imports {

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    std::size_t const end = std::min(line.find(separator), line.size());
    out.push_back(line.substr(0, end));
    if (end == line.size()) return out;
    line.remove_prefix(end + 1);
  }
}

}  // namespace rasid::imports
