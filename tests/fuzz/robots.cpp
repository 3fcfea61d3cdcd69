#include <cstdint>
#include <string_view>

#include "daemon/fetch/robots.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  // The first line is the path that is asked about, the rest the file.
  auto const line = input.find('\n');
  std::string_view const path = input.substr(0, line);
  auto const robots =
      rasid::fetch::Robots::parse(line == std::string_view::npos ? "" : input.substr(line + 1), "rasid");
  static_cast<void>(robots.allows(path));
  static_cast<void>(robots.crawl_delay());
  return 0;
}
