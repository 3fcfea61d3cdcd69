#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

#include "extractors/model/result.h"

namespace rasid::sinks {

/// Why a text is not a signing secret.
enum class SecretError {
  no_prefix = 1,   // begins neither with "whsec_" nor with "whsk_"
  not_base64,      // what follows is not base64 with its padding
  too_short,       // fewer than 24 bytes
  too_long,        // more than 64 bytes
  wrong_key_size,  // "whsk_" and neither 32 nor 64 bytes
};
std::error_code make_error_code(SecretError error);

/// The key that a receiver and we share ("v1"), or a private key whose public one the receiver has ("v1a"). Wiped from
/// memory when it goes; has no way to be printed but bytes().
class Secret {
 public:
  enum class Scheme : std::uint8_t { hmac_sha256, ed25519 };

  /// Reads "whsec_" and base64 of 24 to 64 bytes, or "whsk_" and base64 of an ed25519 seed of 32 bytes, with or without
  /// the public key's 32 after it (Standard Webhooks 1.0.0, "Signature scheme"). An error never repeats the text.
  static Result<Secret> parse(std::string_view text);

  Secret(Secret const&) = default;
  Secret& operator=(Secret const&) = default;
  Secret(Secret&& from) noexcept;
  Secret& operator=(Secret&& from) noexcept;
  ~Secret();

  [[nodiscard]] Scheme scheme() const noexcept { return scheme_; }
  /// The key itself; of ed25519 the seed.
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

 private:
  Secret(std::string bytes, Scheme scheme) : bytes_(std::move(bytes)), scheme_(scheme) {}
  std::string bytes_;
  Scheme scheme_;
};

}  // namespace rasid::sinks

template <>
struct std::is_error_code_enum<rasid::sinks::SecretError> : std::true_type {};
