#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "daemon/store/memory.h"

namespace SQLite {
class Database;
}

namespace rasid::store {

class MemoryRows;

/// Reads what watches remember beside the running daemon, and changes nothing. For one thread.
class MemoryReader {
 public:
  /// Errors as open_sqlite_store()'s.
  static Result<MemoryReader> open(std::filesystem::path const& file);
  ~MemoryReader();
  MemoryReader(MemoryReader&&) noexcept;
  MemoryReader& operator=(MemoryReader&&) noexcept;

  /// Nothing where the watch remembers nothing yet.
  Result<std::optional<WatchMemory>> memory_of(WatchId const& watch, std::uint64_t digest);
  Result<std::optional<std::string>> recall(WatchMemory const& memory, std::string const& key);

 private:
  explicit MemoryReader(std::unique_ptr<SQLite::Database> database);

  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<MemoryRows> rows_;
};

}  // namespace rasid::store
