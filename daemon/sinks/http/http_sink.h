#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/fetch/fetcher.h"
#include "daemon/log/log.h"
#include "daemon/sinks/http/preset.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// One receiver spoken to by templates: a preset's, or the user's own.
struct HttpSettings {
  SinkId id;
  RequestShape shape;
  MessageSettings message;
  std::vector<std::pair<std::string, SecretText>> headers;  // beside the shape's
  Duration timeout{15'000};
  bool allow_private_addresses = false;
};

/// Sends alerts as the receiver's own API wants them. A body that cannot be made, or that the receiver refuses, is
/// replaced within the same attempt by the shape's plain one, and the log says so. Outcomes hold the receiver's words,
/// but neither URL nor secrets. Uses a Fetcher and a Logger, which must outlive it; belongs to the Fetcher's thread.
class HttpSink final : public Sink {
 public:
  HttpSink(HttpSettings settings, fetch::Fetcher& fetcher, log::Logger const& log)
      : settings_(std::move(settings)), fetcher_(fetcher), log_(log) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  [[nodiscard]] bool wants(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> body_of(Template const& shape, boost::json::object const& data) const;
  [[nodiscard]] fetch::Request request_for(boost::json::object const& data, std::string body) const;
  [[nodiscard]] std::vector<std::string> secrets() const;
  void say_plain(store::Delivery const& delivery, std::string_view why) const;

  HttpSettings settings_;
  fetch::Fetcher& fetcher_;
  log::Logger const& log_;
};

/// What is wrong with the settings as a whole: a URL that is none when the settings are put in, a header that is not
/// allowed. The text names no secret. Empty where nothing is.
std::string fault_of(HttpSettings const& settings);

}  // namespace rasid::sinks
