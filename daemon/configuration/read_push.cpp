#include "daemon/configuration/read_push.h"

#include <fmt/format.h>

#include "daemon/fetch/url.h"
#include "daemon/http_server/endpoint.h"

namespace rasid::configuration {
namespace {

constexpr Duration longest = std::chrono::days{365};

bool is_listenable(std::string const& text) {
  auto const endpoint = http_server::parse_endpoint(text);
  return endpoint && endpoint->port != 0;
}

/// Callbacks add a path to it, and hubs echo nothing of a fragment.
bool is_public_url(std::string const& text) {
  return text.find_first_of("?#") == std::string::npos && fetch::parse_url(text).has_value();
}

}  // namespace

std::optional<PushSettings> read_push(yaml::MapReader& top, yaml::File const& file, Diagnostics& problems) {
  yaml::Value const* const value = top.child("push");
  if (value == nullptr) return std::nullopt;
  yaml::MapReader map(file, *value, "push", problems);
  PushSettings push;
  push.listen = map.required_text("listen");
  push.public_url = map.required_text("public_url");
  if (auto const lease = map.duration("lease", std::chrono::seconds{1}, longest)) push.lease = *lease;
  if (auto const pause = map.duration("poll_interval", Duration{1}, longest)) push.poll_interval = *pause;
  if (auto const most = map.integer("connections", 1, 10'000)) push.connections = static_cast<std::uint32_t>(*most);
  bool usable = !push.listen.empty() && !push.public_url.empty();
  if (!push.listen.empty() && !is_listenable(push.listen)) {
    map.report(*map.child("listen"), fmt::format("\"{}\" is not an address and a port", push.listen),
               "write 127.0.0.1:8431 or [::1]:8431");
    usable = false;
  }
  if (!push.public_url.empty() && !is_public_url(push.public_url)) {
    map.report(*map.child("public_url"), fmt::format("hubs cannot reach \"{}\"", push.public_url),
               "write the address at which they reach this daemon, such as https://rasid.example.org/push");
    usable = false;
  }
  while (push.public_url.ends_with('/')) push.public_url.pop_back();
  map.finish();
  return usable ? std::optional(push) : std::nullopt;
}

}  // namespace rasid::configuration
