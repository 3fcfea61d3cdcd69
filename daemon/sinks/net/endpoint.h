#pragma once

#include <cstdint>
#include <string>

#include "daemon/fetch/egress.h"

namespace rasid::sinks {

/// Where a sink connects to, and what it may.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
  bool tls = false;
  std::string ca_file;         // PEM with the authorities to trust instead of the system's; empty: the system's
  bool allow_private = false;  // loopback and private ranges
};

/// True where the guard lets a sink connect there: public, or allowed by the policy, or private and `allow_private`.
inline bool may_reach(fetch::EgressPolicy const& egress, bool allow_private, boost::asio::ip::address const& address) {
  return fetch::may_connect(egress, address) || (allow_private && fetch::is_loopback_or_private(address));
}

}  // namespace rasid::sinks
