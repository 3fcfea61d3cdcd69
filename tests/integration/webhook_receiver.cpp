#include "tests/integration/webhook_receiver.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <boost/json/parse.hpp>

#include <array>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "tests/support/wait.h"

namespace rasid::test {
namespace {

std::string decoded(std::string_view base64) {
  std::string bytes(base64.size(), '\0');
  int const size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<unsigned char const*>(base64.data()), static_cast<int>(base64.size()));
  std::size_t const padding = base64.ends_with("==") ? 2 : (base64.ends_with("=") ? 1 : 0);
  bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string signature_of(std::string const& key, std::string const& content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(content.data()),
       content.size(), digest.data(), &size);
  std::string base64(4 * ((size + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()), digest.data(), static_cast<int>(size));
  return "v1," + base64;
}

bool is_recent(std::string const& timestamp) {
  return std::llabs(std::atoll(timestamp.c_str()) - static_cast<long long>(std::time(nullptr))) < 300;
}

/// The text at a path of object keys; empty where there is none.
std::string text_at(boost::json::value const& json, std::initializer_list<std::string_view> path) {
  boost::json::value const* at = &json;
  for (std::string_view const key : path) {
    if (!at->is_object()) return {};
    at = at->get_object().if_contains(key);
    if (at == nullptr) return {};
  }
  return at->is_string() ? std::string(at->get_string()) : std::string{};
}

}  // namespace

boost::json::value Message::json() const {
  boost::system::error_code wrong;
  boost::json::value value = boost::json::parse(body, wrong);
  return wrong ? boost::json::value{} : value;
}

std::string Message::watch() const {
  return text_at(json(), {"data", "watch", "id"});
}

std::string Message::article_url() const {
  return text_at(json(), {"data", "article", "url"});
}

WebhookReceiver::WebhookReceiver(std::string secret, std::string const& address)
    : key_(decoded(std::string_view(secret).substr(std::string_view("whsec_").size()))),
      server_([this](Seen const& seen) { return take(seen); }, address) {}

Reply WebhookReceiver::take(Seen const& seen) {
  Message message{.id = seen.header("webhook-id"),
                  .signature = seen.header("webhook-signature"),
                  .timestamp = seen.header("webhook-timestamp"),
                  .content_type = seen.header("content-type"),
                  .body = seen.body};
  message.genuine = seen.method == "POST" && is_recent(message.timestamp) &&
                    message.signature == signature_of(key_, message.id + "." + message.timestamp + "." + message.body);
  std::lock_guard const lock(mutex_);
  message.accepted = !down_;
  messages_.push_back(std::move(message));
  return {.status = down_ ? 503 : 204, .delay = delay_};
}

void WebhookReceiver::set_down(bool down) {
  std::lock_guard const lock(mutex_);
  down_ = down;
}

void WebhookReceiver::set_delay(std::chrono::milliseconds delay) {
  std::lock_guard const lock(mutex_);
  delay_ = delay;
}

std::vector<Message> WebhookReceiver::messages() const {
  std::lock_guard const lock(mutex_);
  return messages_;
}

std::size_t WebhookReceiver::count() const {
  std::lock_guard const lock(mutex_);
  return messages_.size();
}

std::vector<Message> WebhookReceiver::of_watch(std::string const& watch) const {
  std::vector<Message> all = messages();
  std::erase_if(all, [&](Message const& message) { return message.watch() != watch; });
  return all;
}

bool WebhookReceiver::wait_until_left(std::chrono::milliseconds deadline) const {
  return wait_for([&] { return server_.connections_open() == 0; }, deadline);
}

bool WebhookReceiver::wait_for_messages(std::size_t count_wanted, std::chrono::milliseconds deadline) const {
  return wait_for([&] { return count() >= count_wanted; }, deadline);
}

}  // namespace rasid::test
