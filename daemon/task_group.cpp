#include "daemon/task_group.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid {

namespace asio = boost::asio;

TaskGroup::TaskGroup(asio::any_io_executor executor, std::function<void(std::exception_ptr)> failed)
    : executor_(std::move(executor)), failed_(std::move(failed)), idle_(executor_) {}

void TaskGroup::spawn(asio::awaitable<void> task) {
  ++running_;
  asio::co_spawn(executor_, std::move(task), [this](std::exception_ptr failure) {
    --running_;
    if (failure) failed_(failure);
    if (running_ == 0) idle_.cancel();
  });
}

asio::awaitable<bool> TaskGroup::wait(Duration limit) {
  idle_.expires_after(limit);
  while (running_ > 0 && idle_.expiry() > std::chrono::steady_clock::now()) {
    co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return running_ == 0;
}

}  // namespace rasid
