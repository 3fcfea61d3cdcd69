#include "daemon/feeds/article_of.h"
#include "daemon/feeds/feed.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const feed =
      rasid::feeds::parse_feed(bytes, {.base_url = "http://a.example/x/", .content_type = {}, .limits = {}});
  if (!feed) return 0;
  rasid::feeds::to_neutral_json(*feed);
  for (auto const& entry : feed->entries) rasid::feeds::article_of({"f"}, *feed, entry, {});
  return 0;
}
