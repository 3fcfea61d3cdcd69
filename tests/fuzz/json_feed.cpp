#include "daemon/feeds/feed.h"
#include "daemon/feeds/json_repair.h"

/// JSON Feed of any bytes, also cut and mended; what was mended once needs no mending.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const bytes = "{" + std::string(reinterpret_cast<char const*>(data), size);
  auto const feed =
      rasid::feeds::parse_feed(bytes, {.base_url = "http://a.example/x/", .content_type = {}, .limits = {}});
  if (feed) rasid::feeds::to_neutral_json(*feed);
  auto const once = rasid::feeds::repair_json(bytes).text;
  if (rasid::feeds::repair_json(once).text != once) __builtin_trap();
  return 0;
}
