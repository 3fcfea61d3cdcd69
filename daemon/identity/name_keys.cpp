#include "daemon/identity/name_keys.h"

#include <charconv>

#include "daemon/alerts/digest.h"

namespace rasid::identity {
namespace {

std::uint64_t first_half(std::string const& hex) {
  std::uint64_t half = 0;
  std::from_chars(hex.data(), hex.data() + 8, half, 16);
  return half;
}

std::uint64_t feed_half(FeedId const& feed) {
  return first_half(alerts::digest128({"key", feed.value})) << 32U;
}

std::int64_t key(std::uint64_t feed, std::string_view kind, std::string_view name) {
  return static_cast<std::int64_t>(feed | first_half(alerts::digest128({kind, name})));
}

}  // namespace

std::int64_t name_key(FeedId const& feed, std::string_view kind, std::string_view name) {
  return key(feed_half(feed), kind, name);
}

std::vector<std::int64_t> name_keys(Article const& a) {
  std::uint64_t const feed = feed_half(a.feed);
  std::vector<std::int64_t> keys;
  if (!a.guid.empty()) keys.push_back(key(feed, guid_name, a.guid));
  if (!a.url.empty()) keys.push_back(key(feed, link_name, a.url));
  if (!a.fingerprint.title.empty()) keys.push_back(key(feed, title_name, a.fingerprint.title));
  return keys;
}

}  // namespace rasid::identity
