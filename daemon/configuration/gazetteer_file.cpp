#include "daemon/configuration/gazetteer_file.h"

#include <system_error>

namespace rasid::configuration {

namespace fs = std::filesystem;

fs::path own_gazetteer_file(fs::path const& config_folder) {
  return config_folder / "gazetteer" / "gazetteer.bin";
}

std::optional<fs::path> gazetteer_file(fs::path const& config_folder) {
  std::error_code error;
  fs::path const program = fs::read_symlink("/proc/self/exe", error).parent_path();
  fs::path const shared = fs::path("share") / "rasid" / "gazetteer.bin";
  for (fs::path const& file : {own_gazetteer_file(config_folder), program / shared, program.parent_path() / shared}) {
    if (fs::exists(file, error)) return file;
  }
  return std::nullopt;
}

}  // namespace rasid::configuration
