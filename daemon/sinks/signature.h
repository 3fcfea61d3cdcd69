#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "daemon/sinks/secret.h"
#include "extractors/model/result.h"
#include "extractors/model/time.h"

/// Signing by the Standard Webhooks specification 1.0.0 (https://www.standardwebhooks.com): the symmetric scheme "v1"
/// and the asymmetric "v1a".
namespace rasid::sinks {

/// "v1," and base64 of HMAC-SHA256 over "id.timestamp.body", or "v1a," and base64 of its ed25519 signature (RFC 8032),
/// by the secret's scheme. The id must hold no '.'.
std::string sign(Secret const& secret, std::string_view id, std::int64_t unix_seconds, std::string_view body);

/// The value of webhook-signature: one signature for each secret, separated by spaces. Two while a secret is changed.
std::string signature_header(std::span<Secret const> secrets, std::string_view id, std::int64_t unix_seconds,
                             std::string_view body);

/// "whpk_" and base64 of the public key of an ed25519 secret, which a receiver verifies with; nothing for a shared one.
std::optional<std::string> public_key(Secret const& secret);

/// Why a message is not to be trusted.
enum class SignatureError {
  incomplete = 1,  // one of the three headers is missing or empty
  bad_timestamp,   // webhook-timestamp is not a whole number of seconds
  too_old,         // sent longer ago than the tolerance: perhaps a replay
  too_new,         // dated further ahead than the tolerance
  no_match,        // no signature fits any secret
};
std::error_code make_error_code(SignatureError error);

/// The three headers of a received message.
struct SignedHeaders {
  std::string_view id;         // webhook-id
  std::string_view timestamp;  // webhook-timestamp
  std::string_view signature;  // webhook-signature
};

/// What a receiver does: accepts a message that any of its secrets signed not longer than `tolerance` ago. Compares in
/// constant time; signatures of schemes that no secret is of are passed over.
Result<> verify(std::span<Secret const> secrets, SignedHeaders const& headers, std::string_view body, Timestamp now,
                Duration tolerance = std::chrono::minutes{5});

}  // namespace rasid::sinks

template <>
struct std::is_error_code_enum<rasid::sinks::SignatureError> : std::true_type {};
