#include "daemon/store/article_account.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "daemon/store/article_in_archive.h"
#include "daemon/store/schema.h"
#include "daemon/store/sqlite_error.h"
#include "daemon/store/statement_use.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

constexpr std::size_t shortest_beginning = 8;

/// Opens for reading what is a database of ours, of this version.
Result<std::unique_ptr<SQLite::Database>> opened(std::filesystem::path const& file) {
  std::string const doing = "opening " + file.string();
  if (!std::filesystem::exists(file)) {
    return std::unexpected(Error{std::make_error_code(std::errc::no_such_file_or_directory), doing});
  }
  auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, 5'000);
  if (database->execAndGet("PRAGMA application_id").getInt() != application_id) {
    return failure(StoreError::not_rasid, doing);
  }
  database->exec("PRAGMA trusted_schema = OFF; BEGIN");
  return database;
}

std::optional<std::int64_t> row_of(SQLite::Database& database, std::string const& name) {
  SQLite::Statement by_id(database, "SELECT row FROM articles WHERE id = ?1");
  if (StatementUse use(by_id, name); use.step()) return use.number(0);
  if (name.size() >= shortest_beginning && name.find_first_not_of("0123456789abcdef") == std::string::npos) {
    SQLite::Statement by_beginning(database, "SELECT row FROM articles WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 1");
    if (StatementUse use(by_beginning, name); use.step()) return use.number(0);
  }
  SQLite::Statement by_name(database, "SELECT max(row) FROM articles WHERE url = ?1 OR guid = ?1");
  if (StatementUse use(by_name, name); use.step() && !use.is_null(0)) return use.number(0);
  return std::nullopt;
}

void add_deliveries(SQLite::Database& database, AccountOfAlert& alert) {
  SQLite::Statement deliveries(
      database,
      "SELECT sink, state, attempts, outcome FROM deliveries WHERE alert = ?1 AND revision = ?2"
      " ORDER BY sink");
  StatementUse use(deliveries, alert.id, alert.revision);
  while (use.step()) {
    alert.deliveries.push_back({{use.text(0)},
                                static_cast<DeliveryState>(use.number(1)),
                                static_cast<std::uint32_t>(use.number(2)),
                                use.text(3)});
  }
  SQLite::Statement held(database, "SELECT DISTINCT sink FROM held WHERE alert = ?1 AND revision = ?2 ORDER BY sink");
  StatementUse waits(held, alert.id, alert.revision);
  while (waits.step()) alert.held_for.push_back({waits.text(0)});
}

ArticleAccount read(SQLite::Database& database, std::int64_t row) {
  ArticleAccount account;
  ArchiveStatements statements(database, "row = ?1");
  StatementUse article(statements.articles, row);
  article.step();
  account.archived = archived_in(article, statements.mentions);
  SQLite::Statement state(database,
                          "SELECT a.handled, i.revision, EXISTS (SELECT 1 FROM quarantine q WHERE q.article = a.row)"
                          " FROM articles a JOIN items i ON i.article = a.row WHERE a.row = ?1");
  if (StatementUse use(state, row); use.step()) {
    account.handled = use.number(0) != 0;
    account.revision = static_cast<std::uint32_t>(use.number(1));
    account.quarantined = use.number(2) != 0;
  }
  SQLite::Statement alerts(
      database, "SELECT id, revision, watch, decided FROM alerts WHERE article = ?1 ORDER BY watch, revision");
  StatementUse told(alerts, row);
  while (told.step()) {
    AccountOfAlert& alert = account.alerts.emplace_back();
    alert.id.value = told.text(0);
    alert.revision = static_cast<std::uint32_t>(told.number(1));
    alert.watch.value = told.text(2);
    alert.decided = told.time(3);
  }
  for (AccountOfAlert& alert : account.alerts) add_deliveries(database, alert);
  SQLite::Statement why(database, "SELECT watch, reason, alert FROM suppressions WHERE article = ?1 ORDER BY watch");
  StatementUse not_told(why, row);
  while (not_told.step()) {
    account.suppressions.push_back(
        {{not_told.text(0)}, account.archived.article.id, not_told.text(1), {not_told.text(2)}});
  }
  return account;
}

std::optional<Timestamp> oldest(SQLite::Database& database, char const* query) {
  SQLite::Statement statement(database, query);
  StatementUse use(statement);
  return use.step() ? use.maybe_time(0) : std::nullopt;
}

}  // namespace

Result<std::optional<ArticleAccount>> account_of(std::filesystem::path const& file, std::string const& name) {
  try {
    auto const database = opened(file);
    if (!database) return std::unexpected(database.error());
    auto const row = row_of(**database, name);
    if (!row) return std::nullopt;
    return read(**database, *row);
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, "reading " + file.string()));
  }
}

Result<StoreAccount> account_of_store(std::filesystem::path const& file) {
  try {
    auto const database = opened(file);
    if (!database) return std::unexpected(database.error());
    SQLite::Database& db = **database;
    StoreAccount out;
    {
      SQLite::Statement totals(db,
                               "SELECT articles, unhandled, mentions, alerts, pending, delivered, dead FROM totals");
      StatementUse use(totals);
      if (use.step()) {
        out.totals = {use.number(0), use.number(1), use.number(2), use.number(3),
                      use.number(4), use.number(5), use.number(6)};
      }
    }
    out.stories = db.execAndGet("SELECT count(DISTINCT story) FROM story_articles").getInt64();
    out.remembered = db.execAndGet("SELECT count(*) FROM story_articles").getInt64();
    out.swept_items = db.execAndGet("SELECT count(*) FROM swept_items").getInt64();
    out.oldest_article = oldest(db, "SELECT fetched FROM articles ORDER BY row LIMIT 1");
    out.oldest_alert = oldest(db, "SELECT min(decided) FROM alerts");
    auto const page = static_cast<std::uint64_t>(db.execAndGet("PRAGMA page_size").getInt64());
    out.bytes = page * static_cast<std::uint64_t>(db.execAndGet("PRAGMA page_count").getInt64());
    out.free_bytes = page * static_cast<std::uint64_t>(db.execAndGet("PRAGMA freelist_count").getInt64());
    return out;
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, "reading " + file.string()));
  }
}

}  // namespace rasid::store
