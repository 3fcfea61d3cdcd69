#pragma once

#include <array>
#include <optional>
#include <string>

#include "daemon/fetch/curl_handles.h"
#include "daemon/fetch/egress.h"
#include "daemon/fetch/http.h"
#include "daemon/fetch/redirects.h"
#include "daemon/fetch/response_headers.h"

namespace rasid::fetch {

/// What holds for every hop of a request.
struct TransferRules {
  std::string const& user_agent;
  std::string const& ca_file;
  EgressPolicy const& egress;
  Limits const& limits;
  Validators const& validators;
  Access const* access = nullptr;  // what the first origin asks for
  Proxy const* proxy = nullptr;    // the way there, or straight
  bool allow_private_addresses = false;
  bool follow_redirects = true;
  bool cut_body = false;
};

/// What one server answered.
struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
};

/// One hop as libcurl sees it: the prepared handle, and what comes in. Enforces the limits and the egress guard while
/// it runs. The hop and the rules outlive it.
class Transfer {
 public:
  /// At most `time_left` from connecting to the body's end.
  Transfer(Hop const& hop, TransferRules const& rules, Duration time_left);
  ~Transfer();
  Transfer(Transfer const&) = delete;
  Transfer& operator=(Transfer const&) = delete;

  [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }
  /// Time spent so far, or in all.
  [[nodiscard]] Duration took() const;
  /// What came of it, from libcurl's verdict.
  Result<Answer> finish(CURLcode verdict);

 private:
  template <class Value>
  void set(CURLoption option, Value value);
  void set_protocol();
  void set_access();
  void set_proxy(Proxy const& proxy);
  void set_limits(Duration time_left);
  void set_callbacks();
  void set_method();
  void set_headers();
  void add_header(std::string const& line);

  static std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* self) noexcept;
  static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* self) noexcept;
  static int on_progress(void* self, curl_off_t expected, curl_off_t received, curl_off_t, curl_off_t) noexcept;
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;
  static int on_connected(void* self, char* peer, char*, int, int) noexcept;

  bool take_header(std::string_view line);
  bool take_body(std::string_view bytes);
  bool may_reach(boost::asio::ip::address const& address);
  bool break_off(FetchError why);
  /// The request's own access, or null where a redirect has led elsewhere.
  [[nodiscard]] Access const* access() const noexcept { return hop_.left_origin ? nullptr : rules_.access; }
  [[nodiscard]] FetchError reason(CURLcode verdict) const;
  [[nodiscard]] std::unexpected<Error> failed(CURLcode verdict) const;

  Hop const& hop_;
  TransferRules const& rules_;
  Duration time_left_;
  CurlEasy easy_;
  CurlList headers_sent_;
  std::array<char, CURL_ERROR_SIZE> message_{};

  std::string head_;              // of the last response; interim ones (1xx) are forgotten
  std::size_t header_bytes_ = 0;  // of all of them
  bool head_complete_ = false;
  bool body_begun_ = false;
  bool body_unwanted_ = false;  // that of a redirect which will be followed
  bool cut_ = false;            // we broke off a body of which we had enough
  std::size_t unwanted_bytes_ = 0;
  Headers headers_;
  std::string body_;
  std::optional<FetchError> broken_off_;  // why we ended it ourselves
  std::string refused_address_;
  bool connection_tried_ = false;
};

}  // namespace rasid::fetch
