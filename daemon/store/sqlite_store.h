#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>

#include "daemon/store/store.h"
#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::store {

struct SqliteOptions {
  /// How long to wait for another connection, such as an operator's sqlite3, to let go of the database.
  Duration busy_timeout{5'000};
  /// The database grows no further than this (StoreError::full beyond); 0 leaves it to the disk.
  std::uint64_t most_bytes = 0;
};

/// Opens the database `file`, creating it (mode 0640) where it is missing and migrating it where it is older. The
/// folder must exist. Holds `<file>.lock` until destruction, so that one process writes. Errors:
/// StoreError::locked_by_other, schema_too_new, not_rasid, corrupt, read_only, io, full, or the std::errc of the open.
/// A file that is damaged or not ours is left as it is. The store keeps its own count for totals(): rows changed by
/// other means are not seen in it.
std::expected<std::unique_ptr<Store>, Error> open_sqlite_store(std::filesystem::path const& file,
                                                               SqliteOptions const& options = {});

}  // namespace rasid::store
