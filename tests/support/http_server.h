#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasid::test {

/// A request as it reached the server.
struct Seen {
  std::string method;
  std::string target;                               // "/path?query"
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::chrono::steady_clock::time_point at;
  std::size_t connection = 0;  // 1 for the first connection accepted, and so on

  [[nodiscard]] bool has(std::string const& name) const { return headers.contains(name); }
  /// First value of a header (lower-case name), or empty.
  [[nodiscard]] std::string header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
  }
};

/// What to answer, well or badly. Content-Length is added unless the headers name a length or an encoding themselves.
struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::chrono::milliseconds delay{0};  // before the first byte
  std::chrono::milliseconds drip{0};   // where not zero: pause between each byte of the body (of all, with `raw`)
  bool close = false;                  // end the connection after this reply

  std::optional<std::string> raw;              // these bytes instead of a reply made from the above; then closes
  std::optional<std::uint64_t> stated_length;  // a Content-Length that need not be true; then closes
  bool endless = false;                        // `body` (or filler) again and again, chunked, until the client leaves
  bool silent = false;                         // nothing at all, until the client leaves
  bool reset = false;                          // a TCP reset instead of a reply
};

/// A redirect to `location`.
Reply redirect(int status, std::string location);
/// The body compressed with gzip, and the header that says so.
Reply gzipped(std::string_view body);

/// A real HTTP/1.1 server on an ephemeral port of a loopback address, in a thread of its own. Every member may be
/// called from any thread. The handler runs on the server's thread and must not block.
class HttpServer {
 public:
  using Handler = std::function<Reply(Seen const&)>;

  /// Answers with what serve() was told; 404 for every other target.
  HttpServer();
  /// `address` may be any loopback address, e.g. "127.0.0.2" or "::1".
  explicit HttpServer(Handler handler, std::string const& address = "127.0.0.1");
  ~HttpServer();  // breaks the connections that are open
  HttpServer(HttpServer const&) = delete;
  HttpServer& operator=(HttpServer const&) = delete;

  /// From now on `target` (path and query) gives this reply, before the handler is asked.
  void serve(std::string target, Reply reply);
  void serve_text(std::string target, std::string body, std::string content_type = "text/plain");

  [[nodiscard]] std::uint16_t port() const;
  /// "http://127.0.0.1:4711/path" for "/path".
  [[nodiscard]] std::string url(std::string_view target) const;

  /// All requests seen so far, in order.
  [[nodiscard]] std::vector<Seen> requests() const;
  /// Those to one target.
  [[nodiscard]] std::vector<Seen> requests(std::string_view target) const;
  /// Waits until that many requests have been seen; false where they do not come in time.
  [[nodiscard]] bool wait_for_requests(std::size_t count,
                                       std::chrono::milliseconds deadline = std::chrono::seconds{20}) const;

  [[nodiscard]] std::size_t connections_accepted() const;
  [[nodiscard]] std::size_t connections_open() const;
  /// The largest number of requests that were being answered at one time.
  [[nodiscard]] std::size_t most_at_once() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rasid::test
