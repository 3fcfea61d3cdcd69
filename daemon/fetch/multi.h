#pragma once

#include <memory>
#include <optional>
#include <unordered_map>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/fetch/curl_handles.h"

namespace rasid::fetch {

/// libcurl's multi handle driven by an executor's event loop: libcurl says which sockets and which timer it waits for,
/// Asio waits for them. Holds the connections kept open, the DNS cache and the TLS sessions. One thread only: that of
/// the executor. Made with std::make_shared, since waits under way refer to it.
class Multi : public std::enable_shared_from_this<Multi> {
 public:
  /// Keeps at most `connections` connections, idle ones included.
  Multi(boost::asio::any_io_executor executor, std::uint32_t connections);
  ~Multi();
  Multi(Multi const&) = delete;
  Multi& operator=(Multi const&) = delete;

  /// Runs one prepared handle to its end and returns libcurl's verdict; nothing where the coroutine was cancelled or
  /// close() called. The handle must live until then.
  boost::asio::awaitable<std::optional<CURLcode>> run(CURL* easy);

  /// Ends all that runs, and all connections. Later calls of run() end at once.
  void close();

 private:
  class Running;
  struct Watch;

  static int on_socket(CURL*, curl_socket_t fd, int what, void* self, void* known) noexcept;
  static int on_timer(CURLM*, long milliseconds, void* self) noexcept;
  void watch(curl_socket_t fd, int what);
  void unwatch(curl_socket_t fd);
  void wait_for(std::shared_ptr<Watch> const& watch, int direction);
  void set_timer(long milliseconds);
  void act(curl_socket_t fd, int events);

  boost::asio::any_io_executor executor_;
  boost::asio::steady_timer timer_;
  bool act_soon_ = false;  // libcurl's timer was set to nothing, and act() is on its way
  std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
  std::unordered_map<CURL*, Running*> running_;  // each lives in the coroutine that waits for it
  CurlMulti multi_;                              // goes first: it tells us of every socket it closes
};

}  // namespace rasid::fetch
