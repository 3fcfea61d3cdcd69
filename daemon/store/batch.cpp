#include "daemon/store/batch.h"

#include <sqlite3.h>

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

Totals read_totals(SQLite::Database& database) {
  SQLite::Statement query(database,
                          "SELECT articles, unhandled, mentions, alerts, pending, delivered, dead FROM totals"
                          " WHERE only = 1");
  StatementUse use(query);
  use.step();
  return {use.number(0), use.number(1), use.number(2), use.number(3), use.number(4), use.number(5), use.number(6)};
}

bool equal(Totals const& a, Totals const& b) {
  auto const tied = [](Totals const& t) {
    return std::tie(t.articles, t.unhandled, t.mentions, t.alerts, t.pending, t.delivered, t.dead);
  };
  return tied(a) == tied(b);
}

}  // namespace

Batch::Batch(SQLite::Database& database)
    : database_(database),
      // IMMEDIATE: a batch that cannot write is told so before its work is done, not at its end.
      begin_(database, "BEGIN IMMEDIATE"),
      commit_(database, "COMMIT"),
      savepoint_(database, "SAVEPOINT one_call"),
      release_(database, "RELEASE one_call"),
      undo_(database, "ROLLBACK TO one_call"),
      save_totals_(database,
                   "UPDATE totals SET articles = ?1, unhandled = ?2, mentions = ?3, alerts = ?4, pending = ?5,"
                   " delivered = ?6, dead = ?7 WHERE only = 1"),
      data_version_(database, "PRAGMA data_version"),
      version_(data_version()),
      totals_(read_totals(database)) {}

std::int64_t Batch::data_version() {
  StatementUse use(data_version_);
  use.step();
  return use.number(0);
}

Result<> Batch::begin() {
  try {
    StatementUse(begin_).run();
    open_ = true;
    at_begin_ = totals_;
    if (std::int64_t const now = data_version(); now != version_) {
      at_begin_ = totals_ = read_totals(database_);
      version_ = now;
    }
  } catch (SQLite::Exception const& thrown) {
    rollback();
    return std::unexpected(error_of(thrown, "beginning a batch"));
  }
  return {};
}

Result<> Batch::commit() {
  if (lost_) {
    Error const cause = *lost_;
    rollback();
    return std::unexpected(cause);
  }
  try {
    if (!equal(totals_, at_begin_)) {
      Totals const& t = totals_;
      StatementUse(save_totals_, t.articles, t.unhandled, t.mentions, t.alerts, t.pending, t.delivered, t.dead).run();
    }
    StatementUse(commit_).run();
  } catch (SQLite::Exception const& thrown) {
    Error cause = error_of(thrown, "committing a batch");
    rollback();
    return std::unexpected(std::move(cause));
  }
  open_ = false;
  return {};
}

void Batch::rollback() noexcept {
  if (!open_) return;
  // Straight to the C interface: it neither throws nor allocates, and a failure here means it is rolled back already.
  if (sqlite3_get_autocommit(database_.getHandle()) == 0) {
    sqlite3_exec(database_.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  totals_ = at_begin_;
  lost_.reset();
  open_ = false;
}

Result<> Batch::enter() {
  if (lost_) return std::unexpected(*lost_);
  if (!open_) {
    if (Result<> begun = begin(); !begun) return begun;
    single_ = true;
  }
  at_call_ = totals_;
  try {
    StatementUse(savepoint_).run();
  } catch (SQLite::Exception const& thrown) {
    if (std::exchange(single_, false)) rollback();
    return std::unexpected(error_of(thrown, "beginning a call"));
  }
  return {};
}

void Batch::leave() {
  StatementUse(release_).run();
}

void Batch::undo(Error const& cause) noexcept {
  totals_ = at_call_;
  if (sqlite3_get_autocommit(database_.getHandle()) == 0) {
    try {
      StatementUse(undo_).run();
      StatementUse(release_).run();
      return;
    } catch (SQLite::Exception const&) {  // then nothing of the batch can be trusted
    }
  }
  lost_ = cause;
}

}  // namespace rasid::store
