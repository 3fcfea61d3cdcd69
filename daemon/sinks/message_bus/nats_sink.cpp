#include "daemon/sinks/message_bus/nats_sink.h"

#include <fmt/format.h>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"
#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/net/net_error.h"
#include "daemon/sinks/net/stream.h"
#include "daemon/sinks/net/within.h"
#include "extractors/model/utf8.h"

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

constexpr std::size_t longest_line = 64U << 10U;
constexpr int most_lines = 100;  // what a server says unasked before it answers

RetryLater later(Error const& error) {
  return {error.message(), std::nullopt};
}

}  // namespace

asio::awaitable<DeliveryResult> NatsSink::deliver(store::Delivery const& delivery) {
  auto attempt = publish(delivery);
  co_return co_await within(settings_.timeout, std::move(attempt));
}

/// The server's greeting, and TLS where either side wants it.
asio::awaitable<Result<nats::Info>> NatsSink::greet(Stream& stream) {
  Result<std::string> const line = co_await stream.read_line(longest_line);
  if (!line) co_return std::unexpected(line.error());
  auto const info = nats::read_info(*line);
  if (!info) co_return failure(NetError::broken_protocol, "speaking NATS");
  if (settings_.server.tls && !info->tls_required && !info->tls_available) {
    co_return failure(NetError::no_tls, "speaking NATS");
  }
  if (settings_.server.tls || info->tls_required) {
    Result<> const secured = co_await stream.secure();
    if (!secured) co_return std::unexpected(secured.error());
  }
  co_return *info;
}

asio::awaitable<DeliveryResult> NatsSink::publish(store::Delivery const& delivery) {
  auto const data = message_data(delivery.body, delivery.message_id(), {}, [](std::string_view) { return false; });
  if (!data) co_return Dead{"the payload cannot be read: " + data.error().message()};
  std::string const subject = nats::subject_name(settings_.subject->render(*data).value_or(""));
  Endpoint plain = settings_.server;
  plain.tls = false;  // the server speaks first
  auto stream = co_await Stream::open(std::move(plain), egress_);
  if (!stream) co_return later(stream.error());
  Result<nats::Info> const info = co_await greet(**stream);
  if (!info) co_return later(info.error());
  if (info->max_payload > 0 && delivery.body.size() + 1024 > info->max_payload) {
    co_return RetryLater{fmt::format("the server takes up to {} bytes", info->max_payload), std::nullopt};
  }

  nats::Login const login{settings_.user, settings_.password.reveal(), settings_.token.reveal()};
  std::string const inbox = settings_.jetstream ? "_INBOX.rasid." + delivery.message_id() : "";
  std::string all = nats::connect(login, info->headers);
  if (!inbox.empty()) all += fmt::format("SUB {} 1\r\n", inbox);
  all += nats::publish(subject, inbox, delivery.message_id(), delivery.body, info->headers);
  all += "PING\r\n";
  Result<> const sent = co_await (*stream)->write(std::move(all));
  if (!sent) co_return later(sent.error());
  co_return co_await await_answer(**stream);
}

/// The server answers in order: a PONG says that it has taken what came before.
asio::awaitable<DeliveryResult> NatsSink::await_answer(Stream& stream) {
  for (int lines = 0; lines < most_lines; ++lines) {
    Result<std::string> const line = co_await stream.read_line(longest_line);
    if (!line) co_return later(line.error());
    if (line->starts_with("-ERR")) {
      std::string const said = alerts::cut_text(alerts::one_line(make_valid_utf8(*line)), 200);
      co_return RetryLater{"the server refused: " + said, std::nullopt};
    }
    if (*line == "PONG" && !settings_.jetstream) co_return Delivered{};
    if (*line == "PING") {
      std::string pong = "PONG\r\n";
      Result<> const sent = co_await stream.write(std::move(pong));
      if (!sent) co_return later(sent.error());
    }
    auto const incoming = nats::read_message_line(*line);
    if (!incoming) continue;
    Result<std::string> const message = co_await stream.read_exactly(incoming->bytes + 2);
    if (!message) co_return later(message.error());
    std::string_view const bytes(*message);
    std::string refusal =
        nats::refusal_of(bytes.substr(0, incoming->header_bytes),
                         bytes.substr(incoming->header_bytes, incoming->bytes - incoming->header_bytes));
    if (refusal.empty()) co_return Delivered{};
    co_return RetryLater{std::move(refusal), std::nullopt};
  }
  co_return RetryLater{"the server did not come to an answer", std::nullopt};
}

}  // namespace rasid::sinks
