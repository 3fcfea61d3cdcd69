#include "daemon/sinks/webhook_sink.h"

#include <fmt/format.h>

#include "daemon/sinks/signature.h"

namespace rasid::sinks {
namespace {

std::string seconds(Duration took) {
  return fmt::format("{:.1f} s", static_cast<double>(took.count()) / 1000.0);
}

}  // namespace

DeliveryResult judge(fetch::Response const& response) {
  if (response.ok()) return Delivered{};
  if (response.status == 410) return Gone{"HTTP 410: the receiver is gone"};
  std::string why = fmt::format("HTTP {} after {}", response.status, seconds(response.took));
  if (response.status >= 300 && response.status < 400) why += " (redirects are not followed: correct the URL)";
  bool const may_ask = response.status == 429 || response.status == 503;
  return RetryLater{std::move(why), may_ask ? response.retry_after : std::nullopt};
}

fetch::Request WebhookSink::request_for(store::Delivery const& delivery) const {
  // The time of this attempt, not of the alert: it is what protects a receiver from replays.
  std::int64_t const now = std::chrono::floor<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
  std::string const message = delivery.message_id();
  fetch::Request request;
  request.url = settings_.url;
  request.method = "POST";
  request.headers = settings_.headers;
  std::optional<std::string> own = settings_.body ? settings_.body->make(delivery) : std::nullopt;
  if (settings_.body && !own) {
    // An alert that is not sent helps nobody.
    log_.warning("a message was sent as the stored payload: the template made none that can be sent",
                 {{"sink", settings_.id.value}, {"alert", delivery.alert.value}});
  }
  request.headers.emplace_back("Content-Type", own ? settings_.body->content_type() : "application/json");
  request.body = own ? *std::move(own) : delivery.body;
  request.headers.emplace_back("webhook-id", message);
  request.headers.emplace_back("webhook-timestamp", std::to_string(now));
  request.headers.emplace_back("webhook-signature", signature_header(settings_.secrets, message, now, request.body));
  request.limits.total = settings_.timeout;
  request.limits.connect = std::min(request.limits.connect, settings_.timeout);
  request.limits.body_bytes = 1U << 20U;  // what it says is not read, only whether it took the message
  request.follow_redirects = false;
  request.allow_private_addresses = settings_.allow_private_addresses;
  return request;
}

boost::asio::awaitable<DeliveryResult> WebhookSink::deliver(store::Delivery const& delivery) {
  fetch::Request request = request_for(delivery);
  Result<fetch::Response> const response = co_await fetcher_.fetch(std::move(request));
  // Only the code: what the fetcher was doing holds the URL, and that may hold a password or a token.
  if (!response) co_return RetryLater{response.error().code.message(), std::nullopt};
  co_return judge(*response);
}

}  // namespace rasid::sinks
