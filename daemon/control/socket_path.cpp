#include "daemon/control/socket_path.h"

#include <cstdlib>
#include <optional>

namespace rasid::control {
namespace {

std::optional<std::filesystem::path> in_runtime_folder() {
  char const* folder = std::getenv("RUNTIME_DIRECTORY");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  return std::filesystem::path(folder) / "control.sock";
}

std::filesystem::path beside(std::filesystem::path store) {
  return store += ".sock";
}

}  // namespace

std::filesystem::path socket_to_listen(std::filesystem::path const& configured, std::filesystem::path const& store) {
  if (!configured.empty()) return configured;
  return in_runtime_folder().value_or(beside(store));
}

std::vector<std::filesystem::path> sockets_to_try(std::filesystem::path const& configured,
                                                  std::filesystem::path const& store) {
  if (!configured.empty()) return {configured};
  std::vector<std::filesystem::path> paths;
  if (auto const path = in_runtime_folder()) paths.push_back(*path);
  paths.push_back(beside(store));
  paths.emplace_back("/run/rasid/control.sock");
  return paths;
}

}  // namespace rasid::control
