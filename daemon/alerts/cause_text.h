#pragma once

#include <string>

#include <boost/json/object.hpp>

namespace rasid::alerts {

/// data.cause of a payload in words: "5 different feeds for place:baghdad within 1h40m; at least 5 are asked for".
std::string cause_text(boost::json::object const& cause);
/// data.confirmation in words: "not confirmed yet: 1 of 2 feeds; single source".
std::string confirmation_text(boost::json::object const& confirmation);

}  // namespace rasid::alerts
