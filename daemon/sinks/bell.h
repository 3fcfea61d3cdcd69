#pragma once

#include <atomic>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "extractors/model/time.h"

namespace rasid::sinks {

/// Wakes one waiting coroutine. A ring while nobody waits is remembered: the next wait ends at once. Rings before a
/// wait ends count as one.
class Bell : public std::enable_shared_from_this<Bell> {
 public:
  explicit Bell(boost::asio::any_io_executor executor) : timer_(std::move(executor)) {}

  /// From any thread; the bell must be held by a shared_ptr.
  void ring();
  /// Until the bell rings, or for `at_most`. On the executor's thread, one wait at a time.
  boost::asio::awaitable<void> wait(Duration at_most);

 private:
  boost::asio::steady_timer timer_;
  std::atomic<bool> rung_{false};
};

}  // namespace rasid::sinks
