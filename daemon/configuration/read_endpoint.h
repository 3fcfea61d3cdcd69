#pragma once

#include "daemon/configuration/read_sinks.h"
#include "daemon/sinks/net/endpoint.h"

namespace rasid::configuration {

/// `host`, `port`, `ca_file` and `allow_private`. The port is left 0 where it is not said.
sinks::Endpoint read_endpoint(SinkReading const& reading, yaml::MapReader& map);

}  // namespace rasid::configuration
