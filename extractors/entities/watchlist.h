#pragma once

#include "extractors/entities/listed.h"
#include "extractors/yaml/yaml.h"

namespace rasid::entities {

/// Reads the actors and places of one watchlist file (config/watchlists/README.md and
/// config/schema/watchlist.schema.json describe it). What is wrong is reported with its place, all of it at once; an
/// entry with a mistake is still listed, so that others which lie within it are not reported too.
Loaded read_watchlist(yaml::File const& file);

}  // namespace rasid::entities
