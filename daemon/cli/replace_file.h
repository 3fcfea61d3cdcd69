#pragma once

#include <filesystem>
#include <string>

namespace rasid::cli {

/// Writes a file beside the named one first, so that nobody sees half of it, and with the mode of the one it replaces.
/// Says on standard error why not.
bool replace_file(std::filesystem::path const& path, std::string const& content);

}  // namespace rasid::cli
