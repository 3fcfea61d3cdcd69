#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid {

/// Runs `work` on a worker thread and continues on the caller's executor with its result, or with what it threw. What
/// `work` refers to must live until then, which a caller's local does.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> on_worker(boost::asio::thread_pool& workers, Work work) {
  namespace asio = boost::asio;
  std::optional<std::invoke_result_t<Work>> result;
  std::exception_ptr thrown;
  auto const begin = [&](auto handler) {
    asio::post(workers, [&, handler = std::move(handler)]() mutable {
      try {
        result.emplace(work());
      } catch (...) {
        thrown = std::current_exception();
      }
      auto const back = asio::get_associated_executor(handler);
      asio::post(back, std::move(handler));
    });
  };
  co_await asio::async_initiate<asio::use_awaitable_t<> const, void()>(begin, asio::use_awaitable);
  if (thrown) std::rethrow_exception(thrown);
  co_return *std::move(result);
}

}  // namespace rasid
