#pragma once

#include <string>

#include "daemon/sinks/net/endpoint.h"
#include "daemon/sinks/sink.h"
#include "daemon/sinks/syslog/syslog_message.h"

namespace rasid::sinks {

struct SyslogSettings {
  enum class Transport : std::uint8_t { unix_socket, udp, tcp, tls };

  SinkId id;
  Transport transport = Transport::unix_socket;
  std::string path = "/dev/log";  // of the Unix socket
  Endpoint server;                // of the others: port 514, with TLS 6514
  SyslogStyle style;
  Duration timeout{15'000};
};

/// Sends each alert to a syslog server by RFC 5424: to the machine's own socket, by UDP (RFC 5426), TCP (RFC 6587,
/// octet counting) or TLS (RFC 5425). Syslog acknowledges nothing: by UDP delivered means sent, by TCP that the server
/// has read it and closed, or has kept silent for two seconds. The egress policy must outlive it.
class SyslogSink final : public Sink {
 public:
  SyslogSink(SyslogSettings settings, fetch::EgressPolicy const& egress)
      : settings_(std::move(settings)), egress_(egress) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  boost::asio::awaitable<DeliveryResult> send(std::string message);
  boost::asio::awaitable<DeliveryResult> send_local(std::string message);
  boost::asio::awaitable<DeliveryResult> send_udp(std::string message);
  boost::asio::awaitable<DeliveryResult> send_stream(std::string message);

  SyslogSettings settings_;
  fetch::EgressPolicy const& egress_;
};

}  // namespace rasid::sinks
