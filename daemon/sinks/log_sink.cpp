#include "daemon/sinks/log_sink.h"

#include <fmt/format.h>

#include "daemon/alerts/read_payload.h"

namespace rasid::sinks {
namespace {

std::string joined(auto const& entities) {
  std::string all;
  for (auto const& entity : entities) all += (all.empty() ? "" : ", ") + entity.line();
  return all;
}

}  // namespace

boost::asio::awaitable<DeliveryResult> LogSink::deliver(store::Delivery const& delivery) {
  auto const alert = alerts::read_payload(delivery.body);
  if (!alert) co_return Dead{"the payload cannot be read: " + alert.error().message()};
  log_.info(fmt::format("ALERT {}: {}", alert->severity, alert->watch_title), {{"watch", alert->watch},
                                                                               {"alert", alert->id},
                                                                               {"title", alert->title},
                                                                               {"sentence", alert->sentence},
                                                                               {"actors", joined(alert->actors)},
                                                                               {"places", joined(alert->places)},
                                                                               {"feed", alert->feed},
                                                                               {"url", alert->url}});
  co_return Delivered{};
}

}  // namespace rasid::sinks
