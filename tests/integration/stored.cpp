#include "tests/integration/stored.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace rasid::test {
namespace {

constexpr int patience_ms = 5'000;

}  // namespace

std::int64_t Stored::number(std::string const& query) const {
  auto const rows = texts(query);
  return rows.empty() || rows.front().empty() ? -1 : std::stoll(rows.front());
}

std::vector<std::string> Stored::texts(std::string const& query) const {
  std::vector<std::string> rows;
  try {
    SQLite::Database const database(file_.string(), SQLite::OPEN_READONLY, patience_ms);
    SQLite::Statement statement(database, query);
    while (statement.executeStep()) rows.push_back(statement.getColumn(0).getString());
  } catch (SQLite::Exception const&) {
    rows.clear();  // not there yet: whoever asks waits for more than nothing
  }
  return rows;
}

void Stored::change(std::string const& statements) const {
  SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE, patience_ms);
  database.exec(statements);
}

WriteLock::WriteLock(std::filesystem::path const& file)
    : database_(std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, patience_ms)) {
  database_->exec("BEGIN IMMEDIATE");
}

WriteLock::~WriteLock() {
  database_->exec("ROLLBACK");
}

}  // namespace rasid::test
