#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace rasid::demo {

struct HttpQuestion {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

struct HttpAnswer {
  int status = 200;
  std::string content_type;
  std::string etag;  // sent where not empty
  std::string body;
};

/// A small HTTP/1.1 server on 127.0.0.1 and a free port, in a thread of its own: the demo's publisher and receiver in
/// one. Bounded: 1 MiB a request, 30 s a connection without one.
class LocalServer {
 public:
  /// Called on the server's thread for each request.
  using Handler = std::function<HttpAnswer(HttpQuestion const&)>;

  explicit LocalServer(Handler handler);
  ~LocalServer();
  LocalServer(LocalServer const&) = delete;
  LocalServer& operator=(LocalServer const&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rasid::demo
