#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_client.h"
#include "tests/support/http_server.h"

namespace rasid::test {

/// A publisher and its WebSub hub on one server. The feed /feed.xml names the hub in Link headers; what the hub is
/// asked for is kept, and a test decides when and how the hub calls back.
class PushPublisher {
 public:
  /// A request to the hub, as the form said.
  struct Asked {
    std::string mode, topic, callback, secret, lease_seconds;
  };

  PushPublisher();

  [[nodiscard]] std::string feed_url() const { return server_.url("/feed.xml"); }
  /// Every request to the hub is answered with this from now on.
  void answer_with(int status);
  /// What the feed shows from now on.
  void publish(std::string document);

  [[nodiscard]] std::size_t polls() const { return server_.requests("/feed.xml").size(); }
  [[nodiscard]] std::vector<Asked> asked() const;
  /// Waits for the nth request to the hub, the first being 1.
  [[nodiscard]] std::optional<Asked> wait_for_request(std::size_t nth = 1) const;

  /// Calls back to verify: the answer's body should be "the challenge & more".
  static HttpAnswer verify(Asked const& asked, std::string_view mode, std::string_view topic,
                           std::string_view lease_seconds = "3600");
  static HttpAnswer verify(Asked const& asked, std::string_view lease_seconds = "3600") {
    return verify(asked, asked.mode, asked.topic, lease_seconds);
  }
  static HttpAnswer deny(Asked const& asked);
  /// Pushes a document, signed with `secret` by SHA-256.
  static HttpAnswer push(Asked const& asked, std::string_view document, std::string_view secret);
  static HttpAnswer push(Asked const& asked, std::string_view document) { return push(asked, document, asked.secret); }

 private:
  Reply answer(Seen const& seen);

  mutable std::mutex mutex_;
  int status_ = 202;
  std::string document_;
  std::vector<Asked> asked_;
  HttpServer server_;  // last: its thread uses all above
};

/// An RSS document with one item.
std::string one_item(std::string_view guid, std::string_view title);

}  // namespace rasid::test
