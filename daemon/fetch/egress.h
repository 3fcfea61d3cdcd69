#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "extractors/model/result.h"

namespace rasid::fetch {

/// Which addresses may be connected to beside the public internet.
struct EgressPolicy {
  std::vector<boost::asio::ip::network_v4> allowed_v4;
  std::vector<boost::asio::ip::network_v6> allowed_v6;
};

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
