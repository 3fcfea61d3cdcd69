#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace rasid::bench {

/// A server of feeds that costs as little as it can: HTTP/1.1 with connections kept open, one thread, GET only. Made to
/// be faster than any client, so that a measurement is the client's. /f/NUMBER is a feed; all have the same ETag, which
/// is answered with 304.
class FeedServer {
 public:
  using Document = std::function<std::string(std::size_t number)>;

  /// `document` is called on the server's thread.
  explicit FeedServer(Document document);
  ~FeedServer();
  FeedServer(FeedServer const&) = delete;
  FeedServer& operator=(FeedServer const&) = delete;

  static constexpr std::string_view etag = "\"v1\"";

  [[nodiscard]] std::string url(std::size_t number) const;
  [[nodiscard]] std::uint64_t requests() const noexcept { return requests_; }
  [[nodiscard]] std::uint64_t conditional() const noexcept { return conditional_; }
  [[nodiscard]] std::uint64_t connections() const noexcept { return connections_; }
  [[nodiscard]] std::uint64_t body_bytes() const noexcept { return body_bytes_; }

 private:
  void serve(std::stop_token const& stop);
  void accept_all();
  void answer(int connection, std::string_view head, std::string& out);

  Document document_;
  int listener_ = -1;
  int epoll_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<std::uint64_t> requests_ = 0, conditional_ = 0, connections_ = 0, body_bytes_ = 0;
  std::jthread thread_;
};

}  // namespace rasid::bench
