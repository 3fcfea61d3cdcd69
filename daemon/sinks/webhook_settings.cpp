// What WebhookSink::make() refuses; apart from the sending, so that this needs none of Asio's machinery to read.
#include <algorithm>
#include <array>
#include <string_view>

#include <boost/url/parse.hpp>

#include "daemon/sinks/webhook_sink.h"

namespace rasid::sinks {
namespace {

class WebhookCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "webhook"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<WebhookError>(code)) {
      case WebhookError::bad_url:
        return "the URL must be absolute, with http or https";
      case WebhookError::no_secret:
        return "at least one secret is needed to sign with; make one with: echo whsec_$(openssl rand -base64 32)";
      case WebhookError::too_many_secrets:
        return "at most 4 secrets sign one message";
      case WebhookError::bad_header:
        return "a header is not well formed";
      case WebhookError::reserved_header:
        return "a header is one that the webhook sends itself";
    }
    return "not a webhook";
  }
};

/// RFC 9110 section 5.6.2.
bool is_token(std::string_view name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
  });
}

bool has_controls(std::string_view value) {
  return std::ranges::any_of(value, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

/// Headers that frame the message or that the receiver trusts.
bool is_reserved(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  constexpr auto reserved = std::to_array<std::string_view>({"connection", "content-length", "content-type", "expect",
                                                             "host", "te", "trailer", "transfer-encoding", "upgrade"});
  return lower.starts_with("webhook-") || std::ranges::find(reserved, lower) != reserved.end();
}

std::error_code wrong_with(WebhookSettings const& settings) {
  auto const url = boost::urls::parse_uri(settings.url);
  if (!url || url->host().empty()) return WebhookError::bad_url;
  if (url->scheme_id() != boost::urls::scheme::http && url->scheme_id() != boost::urls::scheme::https) {
    return WebhookError::bad_url;
  }
  if (settings.secrets.empty()) return WebhookError::no_secret;
  if (settings.secrets.size() > 4) return WebhookError::too_many_secrets;
  for (auto const& [name, value] : settings.headers) {
    if (auto const wrong = wrong_with_header(name, value)) return wrong;
  }
  return {};
}

}  // namespace

std::error_code make_error_code(WebhookError error) {
  static WebhookCategory const category;
  return {static_cast<int>(error), category};
}

std::error_code wrong_with_header(std::string_view name, std::string_view value) {
  if (!is_token(name) || has_controls(value)) return WebhookError::bad_header;
  if (is_reserved(name)) return WebhookError::reserved_header;
  return {};
}

Result<> check(WebhookSettings const& settings) {
  if (std::error_code const wrong = wrong_with(settings)) {
    return std::unexpected(Error{wrong, "webhook \"" + settings.id.value + "\""});
  }
  return {};
}

Result<std::unique_ptr<WebhookSink>> WebhookSink::make(WebhookSettings settings, fetch::Fetcher& fetcher,
                                                       Clock const& clock, log::Logger const& log) {
  if (Result<> usable = check(settings); !usable) return std::unexpected(std::move(usable.error()));
  return std::unique_ptr<WebhookSink>(new WebhookSink(std::move(settings), fetcher, clock, log));
}

}  // namespace rasid::sinks
