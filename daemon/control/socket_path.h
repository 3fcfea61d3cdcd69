#pragma once

#include <filesystem>
#include <vector>

namespace rasid::control {

/// Where the daemon listens: `configured` (control_socket of rasid.yaml), else control.sock in systemd's
/// RUNTIME_DIRECTORY, else the store's path with ".sock" added.
std::filesystem::path socket_to_listen(std::filesystem::path const& configured, std::filesystem::path const& store);

/// Where a command looks for it, likeliest first: as above, and in /run/rasid, where systemd makes it.
std::vector<std::filesystem::path> sockets_to_try(std::filesystem::path const& configured,
                                                  std::filesystem::path const& store);

}  // namespace rasid::control
