#include "daemon/feeds/discover.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  rasid::feeds::feeds_of_page(bytes, "text/html", "http://a.example/x/");
  rasid::feeds::well_known_feeds(bytes);
  return 0;
}
