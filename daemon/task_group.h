#pragma once

#include <cstddef>
#include <exception>
#include <functional>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "extractors/model/time.h"

namespace rasid {

/// Owns tasks that run side by side on one executor (one thread), so that whoever spawned them can wait for their end.
class TaskGroup {
 public:
  /// An exception that leaves a task is a bug; `failed` gets it, and the other tasks go on.
  TaskGroup(boost::asio::any_io_executor executor, std::function<void(std::exception_ptr)> failed);

  void spawn(boost::asio::awaitable<void> task);

  /// Waits until no task runs, but no longer than `limit`; true where none runs any more.
  boost::asio::awaitable<bool> wait(Duration limit);

  [[nodiscard]] std::size_t running() const noexcept { return running_; }

 private:
  boost::asio::any_io_executor executor_;
  std::function<void(std::exception_ptr)> failed_;
  boost::asio::steady_timer idle_;
  std::size_t running_ = 0;
};

}  // namespace rasid
