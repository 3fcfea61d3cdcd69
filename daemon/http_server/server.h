#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/http_server/endpoint.h"
#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::http_server {

/// The start of a request, before its body is read.
struct Head {
  std::string method;                               // "GET"
  std::string target;                               // "/path?query", as sent
  std::multimap<std::string, std::string> headers;  // names in lower case

  /// First value of a header (lower-case name), or empty.
  [[nodiscard]] std::string header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
  }
};

struct Request {
  Head head;
  std::string body;
};

struct Reply {
  int status = 200;
  std::string body;
  std::string content_type = "text/plain; charset=utf-8";
};

/// What a client may cost. Breaking one ends its connection; where HTTP has an answer for it (408, 413, 431) with that.
struct Limits {
  std::size_t header_bytes = 16U << 10U;
  std::uint64_t body_bytes = 1U << 20U;
  Duration head_time{15'000};    // for a request's head, the wait for it on a kept connection included
  Duration body_time{30'000};    // for the body, however slowly it drips
  Duration write_time{30'000};   // for a client to take the reply
  std::size_t connections = 64;  // at once; further ones wait in the system's queue
};

/// What a server does with requests, on the executor's one thread.
class Handler {
 public:
  virtual ~Handler() = default;
  /// Asked before the body is read: a reply here refuses the request, so that a stranger's body costs nothing.
  virtual std::optional<Reply> refuse(Head const& head) = 0;
  virtual boost::asio::awaitable<Reply> answer(Request request) = 0;
};

/// An HTTP/1.1 server: keep-alive, Expect: 100-continue, chunked bodies, everything bounded. It speaks no TLS: a
/// reverse proxy does. All calls happen on the executor's one thread.
class Server {
 public:
  /// `handler` must live until the executor has run what stop() ends.
  Server(boost::asio::any_io_executor executor, Handler& handler, Limits limits = {});
  ~Server();  // as stop()
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Begins to listen; the port, which the system chose where the endpoint's is 0.
  Result<std::uint16_t> listen(Endpoint const& endpoint);

  /// Listens no more and ends every connection; a request being answered is finished, but its reply is not sent.
  /// Idempotent.
  void stop();

  [[nodiscard]] std::size_t connections() const;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;  // shared with the connections under way
};

}  // namespace rasid::http_server
