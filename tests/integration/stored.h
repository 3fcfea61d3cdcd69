#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace rasid::test {

/// What the daemon's database holds, read beside it without writing anything. Each question opens the file anew, so
/// that a kill between two of them does no harm.
class Stored {
 public:
  explicit Stored(std::filesystem::path file) : file_(std::move(file)) {}

  /// The one number a query gives; -1 where there is no such table or row (yet).
  [[nodiscard]] std::int64_t number(std::string const& query) const;
  /// The first column of all rows, as text.
  [[nodiscard]] std::vector<std::string> texts(std::string const& query) const;
  /// Changes it while no daemon has it open, as a crash might have left it.
  void change(std::string const& statements) const;

 private:
  std::filesystem::path file_;
};

/// Holds the database's write lock, as somebody with a shell of SQLite might, until it goes.
class WriteLock {
 public:
  explicit WriteLock(std::filesystem::path const& file);
  ~WriteLock();
  WriteLock(WriteLock const&) = delete;
  WriteLock& operator=(WriteLock const&) = delete;

 private:
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace rasid::test
