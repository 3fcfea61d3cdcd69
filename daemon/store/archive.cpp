#include "daemon/store/archive.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "daemon/store/article_in_archive.h"
#include "daemon/store/schema.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/statement_use.h"
#include "daemon/store/store_error.h"

namespace rasid::store {

/// Two statements in step: the articles by their order, and their mentions by the same.
struct Archive::Reading {
  Reading(std::filesystem::path const& file, Timestamp since)
      : database(file.string(), SQLite::OPEN_READONLY, 5'000),
        last(begin_and_find_last()),
        statements(database, "coalesce(published, fetched) >= ?1"),
        rows(statements.articles, since) {}

  std::int64_t begin_and_find_last() {
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 1073741824; BEGIN");
    return database.execAndGet("SELECT coalesce(max(row), 0) FROM articles").getInt64();
  }

  SQLite::Database database;
  std::int64_t last;
  std::int64_t at = 0;
  bool ended = false;
  ArchiveStatements statements;
  StatementUse rows;
};

Archive::Archive(std::unique_ptr<Reading> reading) : reading_(std::move(reading)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

Result<Archive> Archive::open(std::filesystem::path const& file, Timestamp since) {
  std::string const doing = "opening " + file.string();
  try {
    if (!std::filesystem::exists(file)) {
      return std::unexpected(Error{std::make_error_code(std::errc::no_such_file_or_directory), doing});
    }
    {
      SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
      int const owner = database.execAndGet("PRAGMA application_id").getInt();
      if (owner != application_id) return failure(StoreError::not_rasid, doing);
    }
    return Archive(std::make_unique<Reading>(file, since));
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, doing));
  }
}

Result<std::vector<ArchivedArticle>> Archive::next(std::size_t most) {
  std::vector<ArchivedArticle> out;
  try {
    while (!reading_->ended && out.size() < most) {
      if (!reading_->rows.step()) {
        reading_->ended = true;
        break;
      }
      reading_->at = reading_->rows.number(0);
      out.push_back(archived_in(reading_->rows, reading_->statements.mentions));
    }
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, "reading the archive"));
  }
  return out;
}

double Archive::progress() const {
  if (reading_->ended || reading_->last <= 0) return 1;
  return std::min(1.0, static_cast<double>(reading_->at) / static_cast<double>(reading_->last));
}

}  // namespace rasid::store
