#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "daemon/configuration/settings.h"
#include "extractors/model/diagnostic.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// Reads `folder`/rasid.yaml. Mistakes are added to `problems`; what could be read is returned all the same.
Settings read_settings(std::filesystem::path const& folder, Diagnostics& problems);

/// Reads every `folder`/feeds.d/*.yaml, in the order of their names. A feed id twice, over all files, is a mistake; a
/// feed without an id or a URL that can be asked is left out.
std::vector<FeedSettings> read_feeds(std::filesystem::path const& folder, Diagnostics& problems);

/// The same of files already parsed: rasid.yaml and one feed file, with the folder that secret files are looked for in,
/// and with where each id stood in those before it ("feeds.d/a.yaml:3").
Settings settings_in(yaml::File const& file, std::filesystem::path const& folder, Diagnostics& problems);
using FeedPlaces = std::map<FeedId, std::string>;
std::vector<FeedSettings> feeds_in(yaml::File const& file, std::filesystem::path const& folder, FeedPlaces& places,
                                   Diagnostics& problems);

/// The *.yaml files of a folder in the order of their names; empty where the folder does not exist.
std::vector<std::filesystem::path> yaml_files(std::filesystem::path const& folder);

}  // namespace rasid::configuration
