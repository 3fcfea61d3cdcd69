#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "daemon/fetch/access.h"
#include "extractors/model/time.h"

namespace rasid::fetch {

/// Opaque tokens a server gave, sent back exactly as received; empty where it gave none.
struct Validators {
  std::string etag;
  std::string last_modified;
  friend bool operator==(Validators const&, Validators const&) = default;
};

/// What one request may cost. Each has a name in rasid.yaml (limits:).
struct Limits {
  Duration connect{10'000};
  Duration total{30'000};
  std::uint64_t body_bytes = 8U << 20U;  // after decompression
  std::uint64_t header_bytes = 256U << 10U;
  std::uint32_t redirects = 5;
  std::uint32_t slow_bytes_per_second = 100;  // below this …
  Duration slow_for{15'000};                  // … for this long is given up (slow loris)
};

struct Request {
  std::string url;
  std::string method = "GET";
  std::vector<std::pair<std::string, std::string>> headers;  // beside those the fetcher sends itself
  std::string body;
  Validators validators;  // sent as If-None-Match and If-Modified-Since
  Limits limits;
  bool follow_redirects = true;
  /// The host named may be on loopback or in a private range (see egress.h); another that it redirects to may not.
  bool allow_private_addresses = false;
  bool obey_robots = false;              // ask robots.txt first, at every hop, and keep to its Crawl-delay
  bool cut_body = false;                 // the first limits.body_bytes of a longer body will do
  std::shared_ptr<Access const> access;  // what this site asks for; may be null
};

struct Response {
  int status = 0;
  std::string body;                                 // decompressed
  std::multimap<std::string, std::string> headers;  // of the last hop; names in lower case
  std::string url;                                  // after redirects
  std::string moved_permanently_to;  // where a chain of only 301 and 308 led to a 2xx or 304, or empty; no credentials
  Validators validators;             // of this response; those sent where a 304 repeats none
  std::optional<Duration> retry_after;  // from Retry-After (seconds or date) at 429, 503 and 3xx
  std::optional<Duration> fresh_for;    // from Cache-Control max-age or Expires
  Duration took{};

  [[nodiscard]] bool not_modified() const noexcept { return status == 304; }
  [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
  /// First value of a header (lower-case name), or empty.
  [[nodiscard]] std::string header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
  }
};

/// Why there is no response. An HTTP status, even 500, is a response.
enum class FetchError {
  bad_url = 1,
  forbidden_scheme,   // neither http nor https, or one the operator does not allow
  forbidden_port,     // another service's (see egress.h)
  forbidden_address,  // the egress guard refused the address connected to
  resolve,            // no such host
  connect,            // refused, unreachable, or hung up before the first byte
  tls,                // no secure connection, or a certificate not trusted
  timeout,            // Limits::connect or Limits::total
  too_slow,           // below the minimum speed
  body_too_large,
  headers_too_large,
  too_many_redirects,  // or in a circle
  truncated,           // the body broke off before its end
  protocol,            // not HTTP, or broken
  robots,              // the site's robots.txt asks not to read this, or could not be had
  file,                // a file that is not there, cannot be read or lies outside the folders allowed
  cancelled,           // the coroutine was cancelled, or the daemon is stopping
};
std::error_code make_error_code(FetchError error);

/// A short name for counting and for logs: "too-slow", "body-too-large".
std::string_view name_of(FetchError error);
/// The same for any error of this folder; "error" for those of others.
std::string_view name_of(std::error_code const& code);

/// What was asked for so far, and what went wrong.
struct Counts {
  std::uint64_t requests = 0;
  std::map<FetchError, std::uint64_t> errors;
};

}  // namespace rasid::fetch

template <>
struct std::is_error_code_enum<rasid::fetch::FetchError> : std::true_type {};
