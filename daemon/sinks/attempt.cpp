#include "daemon/sinks/attempt.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

/// The sink's answer, whatever becomes of it: a sink that throws has a bug, which costs this attempt alone.
// Optional only because `||` of awaitables would take a variant apart.
asio::awaitable<std::optional<DeliveryResult>> guarded(std::shared_ptr<Sink> sink,
                                                       std::shared_ptr<store::Delivery const> delivery) {
  try {
    co_return co_await sink->deliver(*delivery);
  } catch (std::exception const&) {
    // What it says is not passed on: nobody has looked whether it holds a secret.
    co_return RetryLater{"the sink failed unexpectedly", std::nullopt};
  }
}

}  // namespace

asio::awaitable<DeliveryResult> attempt(std::shared_ptr<Sink> sink, std::shared_ptr<store::Delivery const> delivery,
                                        Duration limit) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto answer = guarded(std::move(sink), std::move(delivery));
  auto deadline = timer.async_wait(asio::use_awaitable);
  auto const first = co_await (std::move(answer) || std::move(deadline));
  if (auto const* result = std::get_if<0>(&first)) co_return **result;
  co_return RetryLater{"no answer within " + to_text(limit), std::nullopt};
}

}  // namespace rasid::sinks
