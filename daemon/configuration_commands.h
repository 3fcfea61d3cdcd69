#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include "daemon/configuration/in_force.h"
#include "daemon/control/message.h"

namespace rasid {

class Pipeline;

/// What the daemon says of the configuration it runs with; on the I/O thread.
namespace configuration_command {

/// The configuration in force by parts: what from_json() reads.
boost::asio::awaitable<control::Answer> in_force(Pipeline& pipeline);
/// What each watch has cost since it was loaded.
boost::asio::awaitable<control::Answer> watches(Pipeline& pipeline);

boost::json::object to_json(configuration::InForce const& parts);
configuration::InForce from_json(boost::json::value const& value);

}  // namespace configuration_command
}  // namespace rasid
