#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::push {

/// What a hub asks or says at a callback by GET (WebSub, sections 5.2 and 5.3).
struct Verification {
  enum class Mode : std::uint8_t { subscribe, unsubscribe, denied };

  Mode mode = Mode::subscribe;
  std::string topic;
  std::string challenge;          // not empty but for denied
  std::optional<Duration> lease;  // hub.lease_seconds, up to ten years
  std::string reason;             // of a denial, perhaps

  friend bool operator==(Verification const&, Verification const&) = default;
};

/// Reads a request's target ("/path?query"). Nothing where mode, topic or challenge is missing or unknown. Never
/// throws.
std::optional<Verification> parse_verification(std::string_view target);

/// The last segment of the target's path: a callback's token. What a reverse proxy left of the path before it does not
/// matter.
std::string_view token_in(std::string_view target);

}  // namespace rasid::push
