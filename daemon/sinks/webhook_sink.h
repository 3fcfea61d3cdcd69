#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/fetch/fetcher.h"
#include "daemon/log/log.h"
#include "daemon/sinks/message_body.h"
#include "daemon/sinks/secret.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// One receiver of webhooks, as configured.
struct WebhookSettings {
  SinkId id;
  std::string url;              // http or https; may hold credentials, so it is never shown
  std::vector<Secret> secrets;  // one, or two while it is changed: each signs
  Duration timeout{15'000};     // for the whole request; the specification suggests 15 to 30 s
  std::vector<std::pair<std::string, std::string>> headers;  // beside ours, e.g. Authorization
  bool allow_private_addresses = false;
  std::shared_ptr<MessageBody const> body{};  // instead of the stored payload; none: the payload itself
};

/// Why a webhook cannot be made from its settings.
enum class WebhookError {
  bad_url = 1,       // not an absolute http or https URL
  no_secret,         // unsigned messages are not sent
  too_many_secrets,  // more than 4
  bad_header,        // not a header name, or a value with a line break
  reserved_header,   // one that the sink sends itself
};
std::error_code make_error_code(WebhookError error);

/// What is wrong with a header that somebody wants sent beside ours; nothing where nothing is.
std::error_code wrong_with_header(std::string_view name, std::string_view value);

/// What WebhookSink::make() would refuse, without making one: for checking a configuration.
Result<> check(WebhookSettings const& settings);

/// Sends alerts by HTTP POST, signed by the Standard Webhooks specification 1.0.0. Outcomes name neither the URL nor a
/// header. Uses a Fetcher, a Clock and a Logger, which must outlive it; belongs to the Fetcher's thread.
class WebhookSink final : public Sink {
 public:
  static Result<std::unique_ptr<WebhookSink>> make(WebhookSettings settings, fetch::Fetcher& fetcher,
                                                   Clock const& clock, log::Logger const& log);

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  /// One request. 2xx is delivered, 410 dead; everything else, redirects included, is to be tried again, not before the
  /// Retry-After of a 429 or 503. Ends at once when cancelled.
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  WebhookSink(WebhookSettings settings, fetch::Fetcher& fetcher, Clock const& clock, log::Logger const& log)
      : settings_(std::move(settings)), fetcher_(fetcher), clock_(clock), log_(log) {}
  [[nodiscard]] fetch::Request request_for(store::Delivery const& delivery) const;

  WebhookSettings settings_;
  fetch::Fetcher& fetcher_;
  Clock const& clock_;
  log::Logger const& log_;
};

/// What a receiver's answer means for the delivery.
DeliveryResult judge(fetch::Response const& response);

}  // namespace rasid::sinks

template <>
struct std::is_error_code_enum<rasid::sinks::WebhookError> : std::true_type {};
