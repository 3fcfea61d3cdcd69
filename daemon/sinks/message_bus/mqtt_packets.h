#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The packets of MQTT 3.1.1 (OASIS, docs.oasis-open.org/mqtt/mqtt/v3.1.1) that sending a message takes.
namespace rasid::sinks::mqtt {

struct Connect {
  std::string client_id;
  std::string user;      // empty: none
  std::string password;  // only with a user
  std::uint16_t keep_alive = 60;
};

/// CONNECT with a clean session (section 3.1).
std::string connect(Connect const& options);
/// PUBLISH with QoS 1 (section 3.3). The topic must be a topic_name().
std::string publish(std::string_view topic, std::string_view payload, std::uint16_t packet, bool retain);
/// DISCONNECT (section 3.14).
std::string disconnect();

/// One more byte of the remaining length (section 2.2.3): true where it was the last.
class RemainingLength {
 public:
  /// Nothing where the length is not well formed.
  std::optional<bool> add(std::uint8_t byte);
  [[nodiscard]] std::size_t value() const noexcept { return value_; }

 private:
  std::size_t value_ = 0;
  unsigned shift_ = 0;
};

constexpr std::uint8_t connack = 2;
constexpr std::uint8_t puback = 4;

/// What a CONNACK's return code means (section 3.2.2.3); empty for 0, "accepted".
std::string_view refusal(std::uint8_t code);

/// The text as a topic one can publish to: wildcards, NUL and control characters become '_', at most 1,024 bytes.
std::string topic_name(std::string_view text);

}  // namespace rasid::sinks::mqtt
