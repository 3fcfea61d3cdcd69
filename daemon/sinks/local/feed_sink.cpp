#include "daemon/sinks/local/feed_sink.h"

namespace rasid::sinks {

boost::asio::awaitable<DeliveryResult> FeedSink::deliver(store::Delivery const& delivery) {
  auto alert = alerts::read_payload(delivery.body);
  if (!alert) co_return Dead{"the payload cannot be read: " + alert.error().message()};
  auto add = [feed = feed_, alert = *std::move(alert)] { return feed->add(alert); };
  Result<> const added = co_await thread_.run(std::move(add));
  if (!added) co_return RetryLater{added.error().message(), std::nullopt};
  co_return Delivered{};
}

}  // namespace rasid::sinks
