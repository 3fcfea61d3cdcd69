#include "daemon/store/database_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "daemon/store/schema.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

/// Makes the file's name durable: SQLite syncs the folder for its journals only.
void sync_folder(std::filesystem::path const& file) {
  std::filesystem::path const folder = file.has_parent_path() ? file.parent_path() : ".";
  int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Creates the file with our mode where it is not there; SQLite gives its journals the same.
Result<> ensure_exists(std::filesystem::path const& file) {
  int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) {
    return std::unexpected(Error{std::error_code(errno, std::generic_category()), "opening " + file.string()});
  }
  struct stat about{};
  bool const fresh = ::fstat(descriptor, &about) == 0 && about.st_size == 0;
  ::close(descriptor);
  if (fresh) sync_folder(file);
  return {};
}

/// What must be said before the first table is made or read.
Result<> prepare(SQLite::Database& database, std::filesystem::path const& file) {
  // The schema is ours to execute nothing from; cells are checked as pages are read, so that damage shows early.
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY");
  // Reads the header: whatever is no database throws here, before anything is written.
  int const owner = database.execAndGet("PRAGMA application_id").getInt();
  bool const blank = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
  if (owner != application_id && !(owner == 0 && blank))
    return failure(StoreError::not_rasid, "opening " + file.string());
  // So that what retention frees can be given back; it says nothing to a file that has tables.
  if (blank) database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  if (std::string const mode = database.execAndGet("PRAGMA journal_mode = WAL").getString(); mode != "wal") {
    return failure(StoreError::io, "opening " + file.string() + ", whose file system has no write-ahead log");
  }
  return {};
}

void settle(SQLite::Database& database, SqliteOptions const& options) {
  // FULL: each commit survives a power cut, not only a crash of ours.
  database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384");
  // Some 16 MB of log between checkpoints; after a burst the log shrinks to 64 MB.
  database.exec("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864");
  if (options.most_bytes > 0) {
    auto const page = static_cast<std::uint64_t>(database.execAndGet("PRAGMA page_size").getInt64());
    database.exec(fmt::format("PRAGMA max_page_count = {}", std::max<std::uint64_t>(1, options.most_bytes / page)));
  }
}

}  // namespace

Result<DatabaseFile> open_database_file(std::filesystem::path const& file, SqliteOptions const& options) {
  Result<FileLock> lock = FileLock::take(file);
  if (!lock) return std::unexpected(std::move(lock.error()));
  if (Result<> there = ensure_exists(file); !there) return std::unexpected(std::move(there.error()));
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, static_cast<int>(options.busy_timeout.count()));
    if (Result<> ready = prepare(database, file); !ready) return std::unexpected(std::move(ready.error()));
    if (Result<> migrated = migrate(database); !migrated) {
      return std::unexpected(Error{migrated.error().code, "opening " + file.string() + ", " + migrated.error().doing});
    }
    settle(database, options);
    return DatabaseFile{std::move(*lock), std::move(database)};
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, "opening " + file.string()));
  }
}

}  // namespace rasid::store
