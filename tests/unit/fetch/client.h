#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/fetch/fetcher.h"

namespace rasid::fetch {

/// A fetcher and the event loop it lives on, in the test's own thread.
class Client {
 public:
  /// Loopback is allowed unless the settings say something about egress themselves.
  explicit Client(FetcherSettings settings = loopback()) : fetcher_(io_.get_executor(), std::move(settings)) {}

  static FetcherSettings loopback() {
    FetcherSettings settings{.user_agent = "Rasid/test (+https://rasid.example; ops@rasid.example)"};
    static_cast<void>(allow(settings.egress, "127.0.0.1"));
    return settings;
  }

  /// One request to its end.
  Result<Response> fetch(Request request) { return all({std::move(request)}).front(); }
  Result<Response> get(std::string url) { return fetch({.url = std::move(url)}); }

  /// All at once; the answers in the requests' order.
  std::vector<Result<Response>> all(std::vector<Request> requests) {
    std::vector<Result<Response>> out(requests.size());
    std::size_t left = requests.size();
    for (std::size_t i = 0; i < requests.size(); ++i) {
      boost::asio::co_spawn(io_, fetcher_.fetch(std::move(requests[i])),
                            [&, i](std::exception_ptr thrown, Result<Response> result) {
                              --left;
                              if (thrown) std::rethrow_exception(thrown);
                              out[i] = std::move(result);
                            });
    }
    run_until([&] { return left == 0; });
    return out;
  }

  /// Runs the event loop until the condition holds; a minute of it is taken for a hang.
  template <class Condition>
  void run_until(Condition const& condition) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    io_.restart();
    while (!condition()) {
      if (io_.run_one_for(std::chrono::milliseconds{20}) == 0) io_.restart();
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the event loop hangs");
    }
  }

  boost::asio::io_context& io() { return io_; }
  Fetcher& fetcher() { return fetcher_; }

 private:
  boost::asio::io_context io_{1};
  Fetcher fetcher_;
};

/// Why there was no response; success as the empty code.
inline std::error_code code_of(Result<Response> const& result) {
  return result ? std::error_code{} : result.error().code;
}

}  // namespace rasid::fetch
