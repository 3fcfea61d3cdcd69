#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "daemon/fetch/url.h"
#include "extractors/model/result.h"

namespace rasid::fetch {

/// Where we may go beside the web servers of the public internet.
struct EgressPolicy {
  std::vector<boost::asio::ip::network_v4> allowed_v4;
  std::vector<boost::asio::ip::network_v6> allowed_v6;
  std::vector<std::uint16_t> ports;          // only these; empty: all but those of well-known other services
  bool any_port = false;                     // for requests to where the operator says, not a publisher
  std::vector<std::string> schemes;          // only these of http and https; empty: both
  std::vector<std::filesystem::path> files;  // folders that file: URLs may be read from; empty: none
};

/// Is it http or https and a port that the policy allows? Without a list of ports all are allowed but those where mail,
/// shells, databases and the like listen (the Fetch standard's list of bad ports, and more): a redirect must not make
/// us talk to them. FetchError::forbidden_scheme or forbidden_port otherwise.
Result<> may_ask(EgressPolicy const& policy, Url const& url);

/// For requests that go through a proxy, which sees the addresses in our place: a URL that names a forbidden address
/// itself, or "localhost", is refused all the same. FetchError::forbidden_address.
Result<> may_ask_by_proxy(EgressPolicy const& policy, Url const& url, bool allow_private);

/// Adds a range written as CIDR ("10.0.0.0/8", "fd00::/8") or a single address. std::errc::invalid_argument where the
/// text is neither.
Result<> allow(EgressPolicy& policy, std::string_view cidr);

/// False for private, loopback, link-local, multicast, unspecified, documentation, carrier-grade NAT, metadata-service
/// and reserved addresses, and for their IPv4-mapped, 6to4 and NAT64 forms (RFC 6890), unless the policy allows them.
/// Of IPv6 only global unicast (2000::/3) and the NAT64 prefix are public. IPv4-mapped addresses are judged by the
/// policy's IPv4 ranges.
bool may_connect(EgressPolicy const& policy, boost::asio::ip::address const& address);

/// True for what a request with allow_private_addresses may reach beside that: loopback, RFC 1918, unique local and
/// carrier-grade NAT addresses. Never link-local, metadata-service, multicast or reserved ones: those need the policy.
bool is_loopback_or_private(boost::asio::ip::address const& address);

}  // namespace rasid::fetch
