#pragma once

#include <optional>

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/alerts/sample_payload.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// The alert that tests send: its payload has a value for every member.
inline store::Delivery sample_delivery() {
  return {.id = 7,
          .alert = {"alr_00000000000000000000000000000000"},
          .revision = 1,
          .sink = {"desk"},
          .body = alerts::sample_payload()};
}

/// One attempt, on the given event loop, which runs until it ends and `after` was called.
inline std::optional<DeliveryResult> deliver_once(boost::asio::io_context& io, Sink& sink,
                                                  store::Delivery const& delivery = sample_delivery(),
                                                  std::function<void()> const& after = {}) {
  std::optional<DeliveryResult> result;
  auto attempt = [&]() -> boost::asio::awaitable<void> { result = co_await sink.deliver(delivery); };
  boost::asio::co_spawn(io, attempt(), [&](std::exception_ptr const& error) {
    EXPECT_FALSE(error);
    if (after) after();
  });
  io.run();
  io.restart();
  return result;
}

/// What a result says that is not delivered; empty where it is.
inline std::string why(std::optional<DeliveryResult> const& result) {
  if (!result) return "no result";
  return std::visit(
      [](auto const& one) -> std::string {
        if constexpr (requires { one.why; }) {
          return one.why;
        } else {
          return {};
        }
      },
      *result);
}

inline bool delivered(std::optional<DeliveryResult> const& result) {
  return result && std::holds_alternative<Delivered>(*result);
}

}  // namespace rasid::sinks
