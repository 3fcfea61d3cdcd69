#pragma once

#include <filesystem>

#include "daemon/configuration/settings.h"
#include "extractors/model/diagnostic.h"

namespace rasid::configuration {

/// Reads `folder`/rasid.yaml. Mistakes are added to `problems`; what could be read is returned all the same.
Settings read_settings(std::filesystem::path const& folder, Diagnostics& problems);

/// Reads every `folder`/feeds.d/*.yaml, in the order of their names. A feed id twice, over all files, is a mistake.
std::vector<FeedSettings> read_feeds(std::filesystem::path const& folder, Diagnostics& problems);

/// The *.yaml files of a folder in the order of their names; empty where the folder does not exist.
std::vector<std::filesystem::path> yaml_files(std::filesystem::path const& folder);

}  // namespace rasid::configuration
