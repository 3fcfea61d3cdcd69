#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/control/message.h"
#include "extractors/model/result.h"

namespace rasid::control {

/// Listens on a Unix socket (mode 0660) and hands each request to one handler, on the executor's one thread. What a
/// client sends is bounded in size, time and number of connections; a client that is gone costs nobody else.
class Server {
 public:
  using Handler = std::function<boost::asio::awaitable<Answer>(Request)>;

  Server(boost::asio::any_io_executor executor, Handler handler);
  ~Server();  // as stop()
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Begins to listen. A socket that a killed daemon left is replaced; one where somebody listens is an error, as is a
  /// path beyond 107 bytes.
  Result<> listen(std::filesystem::path const& path);

  /// Ends every connection and removes the socket. Idempotent.
  void stop();

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;  // shared with the connections under way
};

}  // namespace rasid::control
