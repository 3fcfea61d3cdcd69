#include "daemon/sinks/bell.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::sinks {

void Bell::ring() {
  if (rung_.exchange(true)) return;  // whoever rang before has seen to it that the waiter wakes
  boost::asio::post(timer_.get_executor(), [self = shared_from_this()] { self->timer_.cancel(); });
}

boost::asio::awaitable<void> Bell::wait(Duration at_most) {
  if (!rung_.load()) {
    timer_.expires_after(at_most);
    co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
  rung_.store(false);
}

}  // namespace rasid::sinks
