#pragma once

#include <span>

#include <boost/asio/awaitable.hpp>
#include <boost/json/array.hpp>

#include "daemon/control/message.h"
#include "daemon/scheduler/feed_status.h"
#include "daemon/store/push_subscription.h"

namespace rasid {

class Pipeline;

/// What `rasid feeds` asks the running daemon.
namespace feeds_command {

/// All feeds, or with {"failing": true} those that are not well.
boost::asio::awaitable<control::Answer> list(Pipeline& pipeline, control::Request const& request);
/// {"feed": ID or URL}: polls it as soon as the floor allows; answers when.
boost::asio::awaitable<control::Answer> poll(Pipeline& pipeline, control::Request const& request);
boost::asio::awaitable<control::Answer> pause(Pipeline& pipeline, control::Request const& request, bool paused);

/// The JSON of each, in the order given, with its subscription at a hub if it has one; `only_failing` leaves out those
/// that are well or wait for their first poll.
boost::json::array to_json(std::span<FeedStatus const> feeds, std::span<store::PushSubscription const> subscriptions,
                           bool only_failing);

}  // namespace feeds_command
}  // namespace rasid
