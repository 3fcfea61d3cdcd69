#pragma once

#include <filesystem>

#include "daemon/configuration/settings.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// `egress:` of rasid.yaml: which addresses, ports, schemes and folders may be reached.
void read_egress(yaml::MapReader& top, yaml::File const& file, fetch::EgressPolicy& egress, Diagnostics& problems);

/// `fetch:` of rasid.yaml: the way to all sites.
void read_fetching(yaml::MapReader& top, yaml::File const& file, std::filesystem::path const& folder,
                   FetchSettings& fetching, Diagnostics& problems);

/// `access:` of a feed: what its site asks for. Secrets are named by file (a relative one from the configuration
/// folder) or systemd credential. Credentials inside the feed's URL are taken out of it, so that they stand neither in
/// the store nor in a message.
void read_access(yaml::MapReader& feed, yaml::File const& file, std::filesystem::path const& folder,
                 FeedSettings& settings, Diagnostics& problems);

}  // namespace rasid::configuration
