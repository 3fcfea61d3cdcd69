#pragma once

#include <string>
#include <string_view>

namespace rasid::push {

/// True where `header` (X-Hub-Signature, "sha256=<hex>"; WebSub, section 8) is the HMAC of `body` by `secret`, with
/// SHA-1, SHA-256, SHA-384 or SHA-512. Compares in constant time. Accepts any bytes.
bool is_signed(std::string_view header, std::string_view secret, std::string_view body);

/// The header's value for a method of those ("sha256"); empty for another.
std::string hub_signature(std::string_view method, std::string_view secret, std::string_view body);

/// So many random bytes of the system's best source, as lower-case hex. Throws std::runtime_error where it has none.
std::string random_hex(std::size_t bytes);

}  // namespace rasid::push
