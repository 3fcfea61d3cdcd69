#pragma once

#include <system_error>

namespace rasid::sinks {

/// Why a connection of ours did not do; beside the system's own reasons.
enum class NetError {
  forbidden_address = 1,  // the egress guard refused every address of the host
  line_too_long,          // the peer's answer exceeds what its protocol needs
  broken_protocol,        // the peer does not speak the protocol
  no_tls,                 // TLS is wanted and the peer offers none
};
std::error_code make_error_code(NetError error);

}  // namespace rasid::sinks

template <>
struct std::is_error_code_enum<rasid::sinks::NetError> : std::true_type {};
