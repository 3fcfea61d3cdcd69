#include "daemon/sinks/syslog/syslog_sink.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/local/datagram_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/sinks/net/stream.h"
#include "daemon/sinks/net/within.h"

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr Duration patience{2'000};

}  // namespace

asio::awaitable<DeliveryResult> SyslogSink::deliver(store::Delivery const& delivery) {
  auto const alert = alerts::read_payload(delivery.body);
  if (!alert) co_return Dead{"the payload cannot be read: " + alert.error().message()};
  auto attempt = send(syslog_message(*alert, delivery.message_id(), settings_.style));
  co_return co_await within(settings_.timeout, std::move(attempt));
}

asio::awaitable<DeliveryResult> SyslogSink::send(std::string message) {
  switch (settings_.transport) {
    case SyslogSettings::Transport::unix_socket:
      return send_local(std::move(message));
    case SyslogSettings::Transport::udp:
      return send_udp(std::move(message));
    default:
      return send_stream(std::move(message));
  }
}

asio::awaitable<DeliveryResult> SyslogSink::send_local(std::string message) {
  using local = asio::local::datagram_protocol;
  local::socket socket(co_await asio::this_coro::executor);
  boost::system::error_code bad;
  socket.open(local(), bad);
  if (!bad) socket.connect(local::endpoint(settings_.path), bad);
  if (bad) co_return RetryLater{settings_.path + ": " + bad.message(), std::nullopt};
  auto const [failed, count] = co_await socket.async_send(asio::buffer(message), as_values);
  if (failed) co_return RetryLater{settings_.path + ": " + failed.message(), std::nullopt};
  co_return Delivered{};
}

asio::awaitable<DeliveryResult> SyslogSink::send_udp(std::string message) {
  using udp = asio::ip::udp;
  Endpoint const& to = settings_.server;
  auto const addresses = co_await allowed_addresses(to.host, to.allow_private, egress_);
  if (!addresses) co_return RetryLater{addresses.error().message(), std::nullopt};
  udp::endpoint const target(addresses->front(), to.port);
  udp::socket socket(co_await asio::this_coro::executor);
  boost::system::error_code bad;
  socket.open(target.protocol(), bad);
  // Connected: a port where nobody listens is then told by the next send, at least on the same machine.
  if (!bad) socket.connect(target, bad);
  if (bad) co_return RetryLater{to.host + ": " + bad.message(), std::nullopt};
  auto const [failed, count] = co_await socket.async_send(asio::buffer(message), as_values);
  if (failed) co_return RetryLater{to.host + ": " + failed.message(), std::nullopt};
  co_return Delivered{};
}

asio::awaitable<DeliveryResult> SyslogSink::send_stream(std::string message) {
  auto stream = co_await Stream::open(settings_.server, egress_);
  if (!stream) co_return RetryLater{stream.error().message(), std::nullopt};
  std::string counted = octet_counted(message);
  Result<> const sent = co_await (*stream)->write(std::move(counted));
  if (!sent) co_return RetryLater{sent.error().message(), std::nullopt};
  Result<> const read = co_await (*stream)->finish(patience);
  if (!read) co_return RetryLater{read.error().message(), std::nullopt};
  co_return Delivered{};
}

}  // namespace rasid::sinks
