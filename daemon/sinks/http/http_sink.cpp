#include "daemon/sinks/http/http_sink.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/url/parse.hpp>

#include "daemon/alerts/sample_payload.h"

namespace rasid::sinks {

std::string fault_of(HttpSettings const& settings) {
  auto const data = message_data(alerts::sample_payload(), "alr_0_1", settings.message);
  if (!data || !settings.shape.url || !settings.shape.body) return "url and body are needed";
  std::string const text = settings.shape.url->render(*data).value_or("");
  auto const url = boost::urls::parse_uri(text);
  bool const http =
      url && (url->scheme_id() == boost::urls::scheme::http || url->scheme_id() == boost::urls::scheme::https);
  if (!http || url->host().empty()) return "the URL must be absolute, with http or https";
  return {};
}

bool HttpSink::wants(std::string_view name) const {
  RequestShape const& shape = settings_.shape;
  auto const says = [&](Template const& one) {
    return one.says(fmt::format("text.{}", name)) || one.says(fmt::format("title.{}", name));
  };
  if (says(*shape.body) || (shape.plain && says(*shape.plain)) || says(*shape.url)) return true;
  return std::ranges::any_of(shape.headers, [&](auto const& header) { return says(header.second); });
}

/// The body, or nothing where the template makes none that can be sent.
std::optional<std::string> HttpSink::body_of(Template const& from, boost::json::object const& data) const {
  std::optional<std::string> body = from.render(data);
  if (!body || !settings_.shape.is_json()) return body;
  boost::system::error_code bad;
  boost::json::parse(*body, bad);
  return bad ? std::nullopt : body;
}

fetch::Request HttpSink::request_for(boost::json::object const& data, std::string body) const {
  fetch::Request request;
  request.url = settings_.shape.url->render(data).value_or("");
  request.method = settings_.shape.method;
  request.headers.emplace_back("Content-Type", settings_.shape.content_type);
  for (auto const& [name, value] : settings_.shape.headers) {
    // A header whose setting is left out has nothing to say.
    if (std::string text = value.render(data).value_or(""); !text.empty()) request.headers.emplace_back(name, text);
  }
  for (auto const& [name, value] : settings_.headers) request.headers.emplace_back(name, value.reveal());
  request.body = std::move(body);
  request.limits.total = settings_.timeout;
  request.limits.connect = std::min(request.limits.connect, settings_.timeout);
  request.limits.body_bytes = 1U << 20U;
  request.follow_redirects = false;
  request.allow_private_addresses = settings_.allow_private_addresses;
  return request;
}

std::vector<std::string> HttpSink::secrets() const {
  std::vector<std::string> all;
  for (auto const& [name, secret] : settings_.message.secrets) all.push_back(secret.reveal());
  for (auto const& [name, secret] : settings_.headers) all.push_back(secret.reveal());
  return all;
}

void HttpSink::say_plain(store::Delivery const& delivery, std::string_view why) const {
  log_.warning("a message was sent in its plain form",
               {{"sink", settings_.id.value}, {"alert", delivery.alert.value}, {"why", std::string(why)}});
}

boost::asio::awaitable<DeliveryResult> HttpSink::deliver(store::Delivery const& delivery) {
  RequestShape const& shape = settings_.shape;
  auto const data = message_data(delivery.body, delivery.message_id(), settings_.message,
                                 [this](std::string_view name) { return wants(name); });
  if (!data) co_return Dead{"the payload cannot be read: " + data.error().message()};
  std::optional<std::string> body = body_of(*shape.body, *data);
  bool plain = false;
  if (!body && shape.plain) {
    plain = true;
    body = body_of(*shape.plain, *data);
    say_plain(delivery, "the template made no message that can be sent");
  }
  if (!body) co_return RetryLater{"the template made no message that can be sent", std::nullopt};

  fetch::Request request = request_for(*data, *std::move(body));
  Result<fetch::Response> response = co_await fetcher_.fetch(std::move(request));
  // Only the code: what the fetcher was doing holds the URL, and that may hold a token.
  if (!response) co_return RetryLater{response.error().code.message(), std::nullopt};
  if (!plain && shape.plain && was_refused(*response, shape.answer)) {
    if (auto simple = body_of(*shape.plain, *data)) {
      DeliveryResult const first = judge(*response, shape.answer, secrets());
      auto const* refusal = std::get_if<RetryLater>(&first);
      say_plain(delivery, refusal == nullptr ? "the receiver refused the other" : refusal->why);
      fetch::Request second = request_for(*data, *std::move(simple));
      response = co_await fetcher_.fetch(std::move(second));
      if (!response) co_return RetryLater{response.error().code.message(), std::nullopt};
    }
  }
  co_return judge(*response, shape.answer, secrets());
}

}  // namespace rasid::sinks
