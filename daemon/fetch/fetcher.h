#pragma once

#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/fetch/egress.h"
#include "daemon/fetch/http.h"
#include "daemon/fetch/robots_cache.h"
#include "extractors/model/result.h"

namespace rasid::fetch {

struct FetcherSettings {
  std::string user_agent;          // "Rasid/0.1 (+https://…; ops@example.org)"
  std::uint32_t connections = 64;  // in all
  std::uint32_t connections_per_host = 1;
  EgressPolicy egress;
  std::shared_ptr<Proxy const> proxy;  // between us and all servers; null: none
  RobotsSettings robots;
  std::string ca_file;  // PEM with the authorities to trust instead of the system's; empty: the system's
};

/// HTTP over libcurl's multi interface, driven by the executor's event loop. All calls, and the completion of every
/// fetch, happen on that executor's one thread. Requests beyond the limits per host and in all wait in order; waiting
/// does not count against a request's time limits.
class Fetcher {
 public:
  Fetcher(boost::asio::any_io_executor executor, FetcherSettings settings);
  ~Fetcher();  // as stop(): requests still under way end with FetchError::cancelled when the event loop gets to them
  Fetcher(Fetcher const&) = delete;
  Fetcher& operator=(Fetcher const&) = delete;

  /// One request to its end. Cancellation by the coroutine's cancellation slot ends it at once.
  boost::asio::awaitable<Result<Response>> fetch(Request request);

  /// Ends every request under way or waiting with FetchError::cancelled, and refuses new ones.
  void stop();

  /// What was asked for so far (redirects and robots.txt not counted), and what went wrong.
  [[nodiscard]] Counts const& counts() const;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace rasid::fetch
