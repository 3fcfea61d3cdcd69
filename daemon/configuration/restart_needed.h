#pragma once

#include <string>
#include <vector>

#include "daemon/configuration/settings.h"

namespace rasid::configuration {

/// The keys of rasid.yaml that differ between what a daemon was started with and what it read anew, and that it follows
/// from its next start only, since they size or bind what lives as long as it does. All others take effect at once.
std::vector<std::string> restart_needed(Settings const& started_with, Settings const& wanted);

}  // namespace rasid::configuration
