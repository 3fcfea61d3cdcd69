#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "daemon/sinks/net/endpoint.h"
#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::sinks {

/// A TCP connection, with or without TLS, to an address the egress guard allows. One coroutine at a time; every wait
/// ends when the coroutine is cancelled. It has no time limits of its own: see within.h.
class Stream {
 public:
  /// Resolves, guards, connects; with endpoint.tls also secures. The guard sees the address that is connected to.
  static boost::asio::awaitable<Result<std::unique_ptr<Stream>>> open(Endpoint endpoint,
                                                                      fetch::EgressPolicy const& egress);
  ~Stream();
  Stream(Stream const&) = delete;
  Stream& operator=(Stream const&) = delete;

  /// Turns to TLS 1.2 or later; the certificate must fit the host.
  boost::asio::awaitable<Result<>> secure();
  boost::asio::awaitable<Result<>> write(std::string bytes);
  /// Up to and without the next "\r\n" or "\n"; NetError::line_too_long beyond `most` bytes.
  boost::asio::awaitable<Result<std::string>> read_line(std::size_t most);
  boost::asio::awaitable<Result<std::string>> read_exactly(std::size_t count);
  /// Says that nothing more comes, and waits until the peer closes too: then it has read everything. Gives up after
  /// `at_most`, which is no error; a connection that breaks is one.
  boost::asio::awaitable<Result<>> finish(Duration at_most);

 private:
  class Impl;
  explicit Stream(std::unique_ptr<Impl> impl);
  boost::asio::awaitable<Result<>> read_more();

  std::unique_ptr<Impl> impl_;
  std::string received_;
};

/// The addresses of a host that the guard allows, in the resolver's order; an error where there is none.
boost::asio::awaitable<Result<std::vector<boost::asio::ip::address>>> allowed_addresses(
    std::string host, bool allow_private, fetch::EgressPolicy const& egress);

}  // namespace rasid::sinks
