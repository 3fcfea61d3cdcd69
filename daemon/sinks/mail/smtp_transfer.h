#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/curl_handles.h"
#include "daemon/sinks/mail/mail_sink.h"

namespace rasid::sinks {

/// One mail on its way through libcurl: the prepared handle and what comes in. Settings, policy and message outlive it.
class SmtpTransfer {
 public:
  SmtpTransfer(MailSettings const& settings, fetch::EgressPolicy const& egress, std::string const& message);
  SmtpTransfer(SmtpTransfer const&) = delete;
  SmtpTransfer& operator=(SmtpTransfer const&) = delete;

  [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }
  /// What came of it, from libcurl's verdict.
  [[nodiscard]] DeliveryResult finish(CURLcode verdict) const;
  /// Recipients the server did not take.
  [[nodiscard]] std::size_t refused() const noexcept { return refused_; }

 private:
  template <class Value>
  void set(CURLoption option, Value value);
  void set_login();
  void set_envelope();
  void set_callbacks();

  static std::size_t on_read(char* into, std::size_t, std::size_t most, void* self) noexcept;
  static std::size_t on_answer(char* bytes, std::size_t, std::size_t count, void* self) noexcept;
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;
  void take_answer(std::string_view line);

  MailSettings const& settings_;
  fetch::EgressPolicy const& egress_;
  std::string const& message_;
  std::string url_;
  fetch::CurlEasy easy_;
  fetch::CurlList recipients_;
  std::size_t sent_ = 0;
  std::string last_answer_;
  std::size_t refused_ = 0;
  bool address_refused_ = false;
  bool connection_tried_ = false;
};

}  // namespace rasid::sinks
