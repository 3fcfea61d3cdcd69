#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "daemon/control/message.h"
#include "extractors/model/time.h"

namespace rasid::control {

/// Sends one request to the first of `sockets` where a daemon listens and waits for the answer, at most `limit`.
/// Nothing where none listens: the daemon is not running. Blocks.
std::optional<Answer> ask(std::vector<std::filesystem::path> const& sockets, Request const& request,
                          Duration limit = std::chrono::seconds{30});

}  // namespace rasid::control
