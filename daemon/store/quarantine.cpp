#include "daemon/store/quarantine.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include "daemon/store/schema.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/statement_use.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

constexpr int patience_ms = 5'000;

std::vector<Quarantined> read(SQLite::Database& database) {
  SQLite::Statement statement(database,
                              "SELECT a.id, a.feed, a.title, a.url, q.attempts, q.since"
                              " FROM quarantine q JOIN articles a ON a.row = q.article ORDER BY q.since, q.article");
  std::vector<Quarantined> all;
  StatementUse use(statement);
  while (use.step()) {
    all.push_back({{use.text(0)},
                   {use.text(1)},
                   use.text(2),
                   use.text(3),
                   static_cast<std::uint32_t>(use.number(4)),
                   use.time(5)});
  }
  return all;
}

}  // namespace

Result<std::vector<Quarantined>> quarantined(std::filesystem::path const& file) {
  std::string const doing = "reading " + file.string();
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return failure(std::errc::no_such_file_or_directory, doing);
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY, patience_ms);
    if (database.execAndGet("PRAGMA application_id").getInt() != application_id)
      return failure(StoreError::not_rasid, doing);
    int const version = database.execAndGet("PRAGMA user_version").getInt();
    int const wanted = static_cast<int>(migrations().size());
    if (version > wanted) return failure(StoreError::schema_too_new, doing);
    if (version < wanted) return std::vector<Quarantined>{};  // older than quarantine itself: nothing is in it
    return read(database);
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, doing));
  }
}

}  // namespace rasid::store
