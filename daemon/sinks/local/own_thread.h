#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::sinks {

/// A thread for one sink's disk: a disk that hangs holds up that sink alone. Work is done one after the other; an end
/// waits for what is under way.
class OwnThread {
 public:
  /// Runs `work` there and continues on the caller's executor. `work` owns what it uses: a cancelled caller does not
  /// wait for it.
  template <class Work>
  boost::asio::awaitable<std::invoke_result_t<Work>> run(Work work) {
    auto job = [work = std::move(work)]() mutable -> boost::asio::awaitable<std::invoke_result_t<Work>> {
      co_return work();
    };
    co_return co_await boost::asio::co_spawn(thread_, std::move(job), boost::asio::use_awaitable);
  }

 private:
  boost::asio::thread_pool thread_{1};
};

}  // namespace rasid::sinks
