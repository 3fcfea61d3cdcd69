#include "daemon/store/memory_reader.h"

#include <SQLiteCpp/Database.h>

#include "daemon/store/guarded.h"
#include "daemon/store/memory_rows.h"
#include "daemon/store/schema.h"
#include "daemon/store/store_error.h"

namespace rasid::store {

Result<MemoryReader> MemoryReader::open(std::filesystem::path const& file) {
  std::string const doing = "opening " + file.string();
  return guarded<MemoryReader>(doing, [&]() -> Result<MemoryReader> {
    auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, 10'000);
    if (database->execAndGet("PRAGMA application_id").getInt() != application_id) {
      return failure(StoreError::not_rasid, doing);
    }
    auto const version = static_cast<std::size_t>(database->execAndGet("PRAGMA user_version").getInt());
    if (version > migrations().size()) return failure(StoreError::schema_too_new, doing);
    if (version < migrations().size()) return failure(StoreError::schema_too_old, doing);
    return MemoryReader(std::move(database));
  });
}

MemoryReader::MemoryReader(std::unique_ptr<SQLite::Database> database)
    : database_(std::move(database)), rows_(std::make_unique<MemoryRows>(*database_)) {}
MemoryReader::~MemoryReader() = default;
MemoryReader::MemoryReader(MemoryReader&&) noexcept = default;
MemoryReader& MemoryReader::operator=(MemoryReader&& other) noexcept {
  rows_ = std::move(other.rows_);  // before the database that its statements are of
  database_ = std::move(other.database_);
  return *this;
}

Result<std::optional<WatchMemory>> MemoryReader::memory_of(WatchId const& watch, std::uint64_t digest) {
  return guarded<std::optional<WatchMemory>>(
      "reading the memory of watch " + watch.value,
      [&]() -> Result<std::optional<WatchMemory>> { return rows_->find(watch, digest); });
}

Result<std::optional<std::string>> MemoryReader::recall(WatchMemory const& memory, std::string const& key) {
  return guarded<std::optional<std::string>>("reading a watch's memory", [&]() -> Result<std::optional<std::string>> {
    return rows_->recall(memory.row, key);
  });
}

}  // namespace rasid::store
