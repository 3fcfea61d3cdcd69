#pragma once

#include <filesystem>
#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// The quarantined articles of the database `file`, the oldest first; reads beside a running daemon and changes
/// nothing. Errors as of open_sqlite_store(), and no_such_file_or_directory.
Result<std::vector<Quarantined>> quarantined(std::filesystem::path const& file);

}  // namespace rasid::store
