#include "daemon/store/new_names.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "daemon/store/schema.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/statement_use.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

// SQLite takes the columns without an aggregate from the row of the one max(): the latest article.
constexpr char const* query_text =
    "SELECT n.kind, n.name, n.folded, n.cue, count(*), sum(n.times), avg(n.confidence),"
    " max(coalesce(a.published, a.fetched)), a.title FROM new_names n JOIN articles a ON a.row = n.article"
    " WHERE coalesce(a.published, a.fetched) >= ?1 AND (?2 = '' OR n.kind = ?2) GROUP BY n.folded, n.kind"
    " HAVING count(*) >= ?3 ORDER BY count(*) DESC, sum(n.times) DESC, n.folded";

}  // namespace

Result<std::vector<NewName>> read_new_names(std::filesystem::path const& file, NewNamesQuery const& query) {
  std::string const doing = "reading new names from " + file.string();
  std::vector<NewName> out;
  try {
    if (!std::filesystem::exists(file))
      return std::unexpected(Error{std::make_error_code(std::errc::no_such_file_or_directory), doing});
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY, 5'000);
    if (database.execAndGet("PRAGMA application_id").getInt() != application_id)
      return failure(StoreError::not_rasid, doing);
    if (!database.tableExists("new_names")) return out;  // a database that the daemon has not opened since
    SQLite::Statement statement(database, query_text);
    StatementUse use(statement, query.since, query.kind, query.least_articles);
    while (out.size() < query.most && use.step()) {
      std::string folded = use.text(2);
      if (query.left_out && query.left_out(folded)) continue;
      out.push_back({.kind = use.text(0),
                     .name = use.text(1),
                     .folded = std::move(folded),
                     .cue = use.text(3),
                     .articles = use.number(4),
                     .times = use.number(5),
                     .confidence = statement.getColumn(6).getDouble(),
                     .last = use.time(7),
                     .title = use.text(8)});
    }
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, doing));
  }
  return out;
}

}  // namespace rasid::store
