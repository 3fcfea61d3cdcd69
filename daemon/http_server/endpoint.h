#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rasid::http_server {

/// An address of this machine and a port: where a server listens.
struct Endpoint {
  std::string address;  // of IPv4 or IPv6, without brackets
  std::uint16_t port = 0;

  friend bool operator==(Endpoint const&, Endpoint const&) = default;
};

/// Reads "127.0.0.1:8431" or "[::1]:8431"; nothing where the text is neither. Names are not looked up: which of its
/// addresses a server listens at must not depend on a resolver.
std::optional<Endpoint> parse_endpoint(std::string_view text);

}  // namespace rasid::http_server
