#pragma once

#include <boost/json/value.hpp>

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/http_server.h"

namespace rasid::test {

/// A message as it reached the receiver.
struct Message {
  std::string id;         // webhook-id
  std::string signature;  // webhook-signature
  std::string timestamp;  // webhook-timestamp
  std::string content_type;
  std::string body;
  bool genuine = false;   // the signature fits and the time is right
  bool accepted = false;  // answered 2xx

  /// The body as JSON; null where it is none.
  [[nodiscard]] boost::json::value json() const;
  /// "data.watch.id" of the body.
  [[nodiscard]] std::string watch() const;
  /// "data.article.url" of the body.
  [[nodiscard]] std::string article_url() const;
};

/// A webhook's receiver that keeps every message and checks each signature by itself, from the text of the Standard
/// Webhooks specification: HMAC-SHA256 over "id.timestamp.body" with the bytes that the secret's base64 holds.
class WebhookReceiver {
 public:
  explicit WebhookReceiver(std::string secret, std::string const& address = "127.0.0.1");

  [[nodiscard]] std::string url() const { return server_.url("/hook"); }

  /// While down it answers 503, and keeps the message all the same.
  void set_down(bool down);
  /// Answers that much later.
  void set_delay(std::chrono::milliseconds delay);

  [[nodiscard]] std::vector<Message> messages() const;
  [[nodiscard]] std::size_t count() const;
  /// Messages whose watch is this.
  [[nodiscard]] std::vector<Message> of_watch(std::string const& watch) const;
  /// Waits until nobody is connected: what a sender had sent when it was killed has been read.
  [[nodiscard]] bool wait_until_left(std::chrono::milliseconds deadline = std::chrono::seconds{20}) const;
  [[nodiscard]] bool wait_for_messages(std::size_t count,
                                       std::chrono::milliseconds deadline = std::chrono::seconds{20}) const;

 private:
  Reply take(Seen const& seen);

  std::string key_;  // raw bytes
  mutable std::mutex mutex_;
  bool down_ = false;
  std::chrono::milliseconds delay_{0};
  std::vector<Message> messages_;
  HttpServer server_;  // last: its thread uses all above
};

}  // namespace rasid::test
