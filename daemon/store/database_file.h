#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>

#include "daemon/store/file_lock.h"
#include "daemon/store/sqlite_store.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// An open database of the present schema and the lock that makes it ours, in the order in which they are given back.
struct DatabaseFile {
  FileLock lock;
  SQLite::Database database;
};

/// Locks, opens or creates, checks and migrates `file`. Errors name the file; a file that is not ours is not changed.
Result<DatabaseFile> open_database_file(std::filesystem::path const& file, SqliteOptions const& options);

}  // namespace rasid::store
