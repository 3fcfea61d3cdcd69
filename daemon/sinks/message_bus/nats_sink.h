#pragma once

#include <optional>
#include <string>

#include "daemon/sinks/http/template.h"
#include "daemon/sinks/message_bus/nats_protocol.h"
#include "daemon/sinks/net/endpoint.h"
#include "daemon/sinks/secret_text.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

class Stream;

struct NatsSettings {
  SinkId id;
  Endpoint server;  // port 4222; .tls is asked for after the server's greeting
  std::optional<Template> subject;
  std::string user;
  SecretText password;
  SecretText token;
  bool jetstream = false;  // wait until a stream has stored it
  Duration timeout{15'000};
};

/// Publishes the stored payload to a NATS subject, with Nats-Msg-Id. Delivered means that the server has taken it; with
/// `jetstream`, that a stream has stored it (or had it already). A connection for each attempt. The egress policy must
/// outlive it.
class NatsSink final : public Sink {
 public:
  NatsSink(NatsSettings settings, fetch::EgressPolicy const& egress)
      : settings_(std::move(settings)), egress_(egress) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  boost::asio::awaitable<DeliveryResult> publish(store::Delivery const& delivery);
  boost::asio::awaitable<Result<nats::Info>> greet(Stream& stream);
  boost::asio::awaitable<DeliveryResult> await_answer(Stream& stream);

  NatsSettings settings_;
  fetch::EgressPolicy const& egress_;
};

}  // namespace rasid::sinks
