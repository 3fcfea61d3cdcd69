#pragma once

#include <memory>

#include <boost/asio/awaitable.hpp>

#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// One attempt, cancelled at the deadline. Owns all it uses, since it may be left behind by its Deliverer. A sink that
/// ignores cancellation keeps its place until it ends: it is not started again beside itself.
boost::asio::awaitable<DeliveryResult> attempt(std::shared_ptr<Sink> sink,
                                               std::shared_ptr<store::Delivery const> delivery, Duration limit);

}  // namespace rasid::sinks
