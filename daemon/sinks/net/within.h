#pragma once

#include <boost/asio/awaitable.hpp>

#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// The attempt's result, or RetryLater where it takes longer than `limit`: then it is cancelled.
boost::asio::awaitable<DeliveryResult> within(Duration limit, boost::asio::awaitable<DeliveryResult> attempt);

}  // namespace rasid::sinks
