#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "extractors/model/result.h"

namespace rasid::sinks {

/// Why a text is not a signing secret.
enum class SecretError {
  no_prefix = 1,  // does not begin with "whsec_"
  not_base64,     // what follows is not base64 with its padding
  too_short,      // fewer than 24 bytes
  too_long,       // more than 64 bytes
};
std::error_code make_error_code(SecretError error);

/// The key that a receiver and we share. Wiped from memory when it goes; has no way to be printed but bytes().
class Secret {
 public:
  /// Reads "whsec_" and base64 of 24 to 64 bytes (Standard Webhooks 1.0.0, "Signature scheme"). An error never repeats
  /// the text.
  static Result<Secret> parse(std::string_view text);

  Secret(Secret const&) = default;
  Secret& operator=(Secret const&) = default;
  Secret(Secret&& from) noexcept;
  Secret& operator=(Secret&& from) noexcept;
  ~Secret();

  /// The key itself.
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

 private:
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

}  // namespace rasid::sinks

template <>
struct std::is_error_code_enum<rasid::sinks::SecretError> : std::true_type {};
