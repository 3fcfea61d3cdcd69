#pragma once

#include <optional>

#include "daemon/configuration/settings.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// `push` of rasid.yaml; nothing where it is not there, or not usable.
std::optional<PushSettings> read_push(yaml::MapReader& top, yaml::File const& file, Diagnostics& problems);

}  // namespace rasid::configuration
