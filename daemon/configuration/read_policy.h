#pragma once

#include "daemon/configuration/read_sinks.h"
#include "daemon/routing/policy.h"

namespace rasid::configuration {

/// What a sink's map says of when it is told and what follows: quiet_hours, rate_limit, digest, group, reminders and
/// escalate. Whether the sinks named in it are there is known at the end of the file only.
routing::SinkPolicy read_policy(SinkReading const& reading, yaml::MapReader& map);

}  // namespace rasid::configuration
