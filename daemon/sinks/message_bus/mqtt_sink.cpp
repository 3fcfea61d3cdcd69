#include "daemon/sinks/message_bus/mqtt_sink.h"

#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/message_bus/mqtt_packets.h"
#include "daemon/sinks/net/net_error.h"
#include "daemon/sinks/net/stream.h"
#include "daemon/sinks/net/within.h"

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

constexpr std::uint16_t our_packet = 1;
constexpr std::size_t longest_answer = 64U << 10U;

RetryLater later(Error const& error) {
  return {error.message(), std::nullopt};
}

}  // namespace

asio::awaitable<DeliveryResult> MqttSink::deliver(store::Delivery const& delivery) {
  auto attempt = publish(delivery);
  co_return co_await within(settings_.timeout, std::move(attempt));
}

asio::awaitable<Result<std::string>> MqttSink::expect(Stream& stream, std::uint8_t type) {
  Result<std::string> const first = co_await stream.read_exactly(1);
  if (!first) co_return std::unexpected(first.error());
  mqtt::RemainingLength length;
  std::optional<bool> complete = false;
  while (complete == false) {
    Result<std::string> const byte = co_await stream.read_exactly(1);
    if (!byte) co_return std::unexpected(byte.error());
    complete = length.add(static_cast<std::uint8_t>(byte->front()));
  }
  bool const expected = (static_cast<std::uint8_t>(first->front()) >> 4U) == type;
  if (!complete || !expected || length.value() < 2 || length.value() > longest_answer) {
    co_return failure(NetError::broken_protocol, "speaking MQTT");
  }
  co_return co_await stream.read_exactly(length.value());
}

asio::awaitable<DeliveryResult> MqttSink::publish(store::Delivery const& delivery) {
  auto const data = message_data(delivery.body, delivery.message_id(), {}, [](std::string_view) { return false; });
  if (!data) co_return Dead{"the payload cannot be read: " + data.error().message()};
  std::string const topic = mqtt::topic_name(settings_.topic->render(*data).value_or(""));

  auto stream = co_await Stream::open(settings_.broker, egress_);
  if (!stream) co_return later(stream.error());
  // Of one client id a broker keeps one connection: attempts under way at once must not throw each other out.
  mqtt::Connect const hello{.client_id = "rasid-" + settings_.id.value + "-" + std::to_string(delivery.id),
                            .user = settings_.user,
                            .password = settings_.password.reveal()};
  std::string greeting = mqtt::connect(hello);
  Result<> sent = co_await (*stream)->write(std::move(greeting));
  if (!sent) co_return later(sent.error());
  Result<std::string> answer = co_await expect(**stream, mqtt::connack);
  if (!answer) co_return later(answer.error());
  std::string_view const refused = mqtt::refusal(static_cast<std::uint8_t>((*answer)[1]));
  if (!refused.empty()) co_return RetryLater{std::string(refused), std::nullopt};

  std::string message = mqtt::publish(topic, delivery.body, our_packet, settings_.retain);
  sent = co_await (*stream)->write(std::move(message));
  if (!sent) co_return later(sent.error());
  answer = co_await expect(**stream, mqtt::puback);
  if (!answer) co_return later(answer.error());
  std::string goodbye = mqtt::disconnect();
  co_await (*stream)->write(std::move(goodbye));  // only manners: the message is there
  co_return Delivered{};
}

}  // namespace rasid::sinks
