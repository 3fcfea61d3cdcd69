#pragma once

#include <optional>
#include <string>

#include "daemon/sinks/http/template.h"
#include "daemon/sinks/net/endpoint.h"
#include "daemon/sinks/secret_text.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

class Stream;

struct MqttSettings {
  SinkId id;
  Endpoint broker;  // port 1883, with TLS 8883
  std::optional<Template> topic;
  std::string user;
  SecretText password;
  bool retain = false;
  Duration timeout{15'000};
};

/// Publishes the stored payload with QoS 1 over MQTT 3.1.1: delivered means that the broker acknowledged it. A
/// connection for each attempt: alerts are rare, and nothing has to be kept alive, resumed or cleaned up. The egress
/// policy must outlive it.
class MqttSink final : public Sink {
 public:
  MqttSink(MqttSettings settings, fetch::EgressPolicy const& egress)
      : settings_(std::move(settings)), egress_(egress) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  boost::asio::awaitable<DeliveryResult> publish(store::Delivery const& delivery);
  /// The body of the next packet, which must be of that type.
  static boost::asio::awaitable<Result<std::string>> expect(Stream& stream, std::uint8_t type);

  MqttSettings settings_;
  fetch::EgressPolicy const& egress_;
};

}  // namespace rasid::sinks
