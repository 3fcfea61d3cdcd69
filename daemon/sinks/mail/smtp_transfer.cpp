#include "daemon/sinks/mail/smtp_transfer.h"

#include <sys/socket.h>

#include <cstring>
#include <stdexcept>

#include <fmt/format.h>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"
#include "daemon/fetch/socket_address.h"
#include "extractors/model/utf8.h"

namespace rasid::sinks {
namespace {

std::string url_of(MailSettings const& settings) {
  bool const v6 = settings.server.host.find(':') != std::string::npos;
  std::string const host = v6 ? "[" + settings.server.host + "]" : settings.server.host;
  std::string const scheme = settings.security == MailSettings::Security::tls ? "smtps" : "smtp";
  return fmt::format("{}://{}:{}", scheme, host, settings.server.port);
}

void append(fetch::CurlList& list, std::string const& text) {
  auto* const longer = curl_slist_append(list.get(), text.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

}  // namespace

SmtpTransfer::SmtpTransfer(MailSettings const& settings, fetch::EgressPolicy const& egress, std::string const& message)
    : settings_(settings), egress_(egress), message_(message), url_(url_of(settings)), easy_(curl_easy_init()) {
  if (!easy_) throw std::bad_alloc();
  set(CURLOPT_URL, url_.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");  // or all_proxy in the environment would lead past the egress guard
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // see fetch/transfer.cpp
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
  set_login();
  set_envelope();
  set_callbacks();
}

template <class Value>
void SmtpTransfer::set(CURLoption option, Value value) {
  if (auto const code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK) {
    throw std::runtime_error(fmt::format("libcurl option {}: {}", static_cast<int>(option), curl_easy_strerror(code)));
  }
}

void SmtpTransfer::set_login() {
  bool const plain = settings_.security == MailSettings::Security::none;
  set(CURLOPT_USE_SSL, static_cast<long>(plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!settings_.server.ca_file.empty()) set(CURLOPT_CAINFO, settings_.server.ca_file.c_str());
  if (settings_.user.empty()) return;
  set(CURLOPT_USERNAME, settings_.user.c_str());
  set(CURLOPT_PASSWORD, settings_.password.reveal().c_str());
}

void SmtpTransfer::set_envelope() {
  set(CURLOPT_MAIL_FROM, bare_address(settings_.addresses.from).c_str());
  for (std::string const& to : settings_.addresses.to) append(recipients_, bare_address(to));
  set(CURLOPT_MAIL_RCPT, recipients_.get());
  // One address that is gone must not keep the alert from the others.
  set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message_.size()));
}

void SmtpTransfer::set_callbacks() {
  set(CURLOPT_READFUNCTION, &SmtpTransfer::on_read);
  set(CURLOPT_READDATA, this);
  set(CURLOPT_HEADERFUNCTION, &SmtpTransfer::on_answer);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &SmtpTransfer::on_answer);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_OPENSOCKETFUNCTION, &SmtpTransfer::on_open);
  set(CURLOPT_OPENSOCKETDATA, this);
  // Kept connections were let through for the same sink, and so the same rules.
}

std::size_t SmtpTransfer::on_read(char* into, std::size_t, std::size_t most, void* self) noexcept {
  auto& transfer = *static_cast<SmtpTransfer*>(self);
  std::size_t const count = std::min(most, transfer.message_.size() - transfer.sent_);
  std::memcpy(into, transfer.message_.data() + transfer.sent_, count);
  transfer.sent_ += count;
  return count;
}

std::size_t SmtpTransfer::on_answer(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
  static_cast<SmtpTransfer*>(self)->take_answer({bytes, count});
  return count;
}

void SmtpTransfer::take_answer(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  if (line.size() < 3) return;
  // Before any of the message was sent, a refusal that does not end the conversation is of a recipient.
  bool const refusal = line[0] == '4' || line[0] == '5';
  if (refusal && line.size() > 3 && line[3] == ' ' && sent_ == 0) ++refused_;
  if (refusal) last_answer_ = alerts::cut_text(alerts::one_line(make_valid_utf8(std::string(line))), 200);
}

curl_socket_t SmtpTransfer::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<SmtpTransfer*>(self);
  auto const target = fetch::address_of(*address);
  bool const allowed = purpose == CURLSOCKTYPE_IPCXN && target &&
                       may_reach(transfer.egress_, transfer.settings_.server.allow_private, *target);
  if (!allowed) {
    transfer.address_refused_ = true;
    return CURL_SOCKET_BAD;
  }
  transfer.connection_tried_ = true;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

DeliveryResult SmtpTransfer::finish(CURLcode verdict) const {
  if (verdict == CURLE_OK) return Delivered{};
  if (verdict == CURLE_COULDNT_CONNECT && address_refused_ && !connection_tried_) {
    return RetryLater{
        "the mail server's address is not public; allow_private: true lets this sink reach your own network",
        std::nullopt};
  }
  // libcurl's words say nothing of the password; the server's own say most.
  std::string why = curl_easy_strerror(verdict);
  if (!last_answer_.empty()) why += ": " + last_answer_;
  return RetryLater{std::move(why), std::nullopt};
}

}  // namespace rasid::sinks
