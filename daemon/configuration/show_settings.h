#pragma once

#include <boost/json/object.hpp>

#include "daemon/configuration/settings.h"

namespace rasid::configuration {

/// rasid.yaml as it is in force, defaults included, by the names and in the order of the file. `written` is the file as
/// it was read, from which sinks and routes are shown as their author wrote them. No secret is shown: of a secret only
/// where it comes from, of a proxy's or a header's value that there is one, and of the addresses of sinks the host
/// alone, since many services take whoever knows the rest for a friend.
boost::json::object show_settings(Settings const& settings, yaml::File const& written);

}  // namespace rasid::configuration
