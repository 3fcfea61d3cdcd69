#pragma once

#include <string>

#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// 32 hex digits that change when the value does: any key, text or order. Places, comments and quotes do not matter.
std::string fingerprint(yaml::Value const& value);

}  // namespace rasid::configuration
