#pragma once

#include <optional>
#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/routing/route.h"
#include "extractors/model/diagnostic.h"

namespace rasid::configuration {

/// The entries under routes:, with their conditions as they are written.
std::vector<RouteSettings> read_routes(yaml::File const& file, yaml::MapReader& top, Diagnostics& problems);

/// Reports routes and escalations that name sinks which are not there.
void check_sinks_of_routing(yaml::File const& file, yaml::MapReader& top, Settings const& settings,
                            Diagnostics& problems);

/// The routes with their conditions held against what they may name. Nothing where one is wrong, which is reported at
/// its place.
std::optional<std::vector<routing::Route>> compile_routes(std::vector<RouteSettings> const& written,
                                                          rules::Vocabulary const& vocabulary, Diagnostics& problems);

}  // namespace rasid::configuration
