#pragma once

#include <filesystem>
#include <string_view>

#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Writes a file beside `file`, syncs it, and puts it in its place: whoever has the old one mapped keeps it.
Result<> replace_file(std::filesystem::path const& file, std::string_view bytes);

}  // namespace rasid::gazetteer
