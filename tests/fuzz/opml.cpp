// Whatever is read is written and read again as the same.
#include "daemon/feeds/opml.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const opml = rasid::feeds::parse_opml(bytes);
  if (!opml) return 0;
  auto const again = rasid::feeds::parse_opml(rasid::feeds::write_opml(opml->title, opml->feeds));
  if (!again || again->feeds.size() != opml->feeds.size()) std::abort();
  return 0;
}
