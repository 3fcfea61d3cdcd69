#pragma once

#include <filesystem>
#include <optional>

namespace rasid::configuration {

/// Where the compiled gazetteer is: gazetteer/gazetteer.bin of the configuration where a user built one, else
/// share/rasid/gazetteer.bin beside the program (in a build folder) or beside its bin/ (installed). Nothing where there
/// is none.
std::optional<std::filesystem::path> gazetteer_file(std::filesystem::path const& config_folder);

/// The first of these, there or not: where `rasid gazetteer build` puts it.
std::filesystem::path own_gazetteer_file(std::filesystem::path const& config_folder);

}  // namespace rasid::configuration
