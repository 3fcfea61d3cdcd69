#pragma once

#include <filesystem>
#include <string_view>

#include "extractors/model/result.h"

namespace rasid::sinks {

/// Replaces the file's content at once and durably: a reader, or a power cut, finds the old or the new, whole.
Result<> write_whole(std::filesystem::path const& path, std::string_view content);

/// Makes what happened to the names in a folder durable.
Result<> sync_folder(std::filesystem::path const& folder);

}  // namespace rasid::sinks
