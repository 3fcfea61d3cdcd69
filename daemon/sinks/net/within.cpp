#include "daemon/sinks/net/within.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

// `||` of awaitables would take the variant apart.
asio::awaitable<std::optional<DeliveryResult>> whole(asio::awaitable<DeliveryResult> attempt) {
  co_return co_await std::move(attempt);
}

}  // namespace

asio::awaitable<DeliveryResult> within(Duration limit, asio::awaitable<DeliveryResult> attempt) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto answer = whole(std::move(attempt));
  auto deadline = timer.async_wait(asio::use_awaitable);
  auto const first = co_await (std::move(answer) || std::move(deadline));
  if (auto const* result = std::get_if<0>(&first)) co_return **result;
  co_return RetryLater{"no answer within " + to_text(limit), std::nullopt};
}

}  // namespace rasid::sinks
