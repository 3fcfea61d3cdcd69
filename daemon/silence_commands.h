#pragma once

#include <boost/asio/awaitable.hpp>

#include "daemon/control/message.h"

namespace rasid {
class Timekeeper;
}

namespace rasid::silence_command {

/// silences.reload: an operator's command changed them in the store; answers when they are in force.
boost::asio::awaitable<control::Answer> reload(Timekeeper& timekeeper);

}  // namespace rasid::silence_command
