#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>

#include "daemon/store/archive.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {

/// How stored articles are read by those who only look: the articles that fit a condition in the order of their rows,
/// and the mentions of one.
struct ArchiveStatements {
  ArchiveStatements(SQLite::Database& database, std::string const& which);

  SQLite::Statement articles;  // columns as archived_in() reads them; the first is the row
  SQLite::Statement mentions;
};

/// The article at which `row`, a use of `articles`, stands.
ArchivedArticle archived_in(StatementUse const& row, SQLite::Statement& mentions);

}  // namespace rasid::store
