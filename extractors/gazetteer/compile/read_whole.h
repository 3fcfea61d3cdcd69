#pragma once

#include <filesystem>
#include <string>

#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// A file's bytes, of which there may be 256 MiB.
Result<std::string> read_whole(std::filesystem::path const& file);

}  // namespace rasid::gazetteer
