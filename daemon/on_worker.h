#pragma once

#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid {

/// Runs `work` on a worker thread and continues on the caller's executor with its result. What `work` refers to must
/// live until then, which a caller's local does.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> on_worker(boost::asio::thread_pool& workers, Work work) {
  auto run = [work = std::move(work)]() mutable -> boost::asio::awaitable<std::invoke_result_t<Work>> {
    co_return work();
  };
  co_return co_await boost::asio::co_spawn(workers, std::move(run), boost::asio::use_awaitable);
}

}  // namespace rasid
