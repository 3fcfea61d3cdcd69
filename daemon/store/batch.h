#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <concepts>
#include <optional>
#include <string>
#include <utility>

#include "daemon/store/sqlite_error.h"
#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// The transaction that several calls share, and a savepoint around each of them: a call that fails is undone alone.
/// Where SQLite itself gives up the whole transaction (disk full, I/O error), every later call and the commit fail with
/// that error, so that nothing is believed stored. The totals follow what is undone. Not safe for concurrent calls.
class Batch {
 public:
  /// Reads the totals. Throws SQLite::Exception.
  explicit Batch(SQLite::Database& database);

  /// Reads the totals anew where another process has written.
  Result<> begin();
  Result<> commit();
  void rollback() noexcept;

  /// Differs from what it was before when another connection has written since. Throws SQLite::Exception.
  std::int64_t data_version();

  /// Runs `work(Totals&)`, which returns T or Result<T> and may throw SQLite::Exception; a call outside begin() and
  /// commit() is a batch of its own.
  template <class T, class Work>
  Result<T> call(std::string const& doing, Work work);

 private:
  Result<> enter();
  /// Undoes what was done since enter(); `cause` becomes the batch's where SQLite undid more than that.
  void undo(Error const& cause) noexcept;
  void leave();

  SQLite::Database& database_;
  SQLite::Statement begin_, commit_, savepoint_, release_, undo_, save_totals_, data_version_;
  std::int64_t version_ = 0;  // of which the totals are
  bool open_ = false;
  bool single_ = false;  // begun by enter() for one call
  std::optional<Error> lost_;
  Totals totals_, at_begin_, at_call_;
};

template <class T, class Work>
Result<T> Batch::call(std::string const& doing, Work work) {
  if (Result<> entered = enter(); !entered) return std::unexpected(std::move(entered.error()));
  Result<T> answer;
  try {
    if constexpr (std::same_as<std::invoke_result_t<Work&, Totals&>, void>) {
      work(totals_);
    } else {
      answer = work(totals_);
    }
    if (answer) leave();
  } catch (SQLite::Exception const& thrown) {
    answer = std::unexpected(error_of(thrown, doing));
  } catch (...) {
    undo(Error{std::make_error_code(std::errc::not_enough_memory), doing});
    if (std::exchange(single_, false)) rollback();
    throw;
  }
  if (!answer) undo(answer.error());
  if (std::exchange(single_, false)) {
    if (!answer) {
      rollback();
    } else if (Result<> stored = commit(); !stored) {
      return std::unexpected(std::move(stored.error()));
    }
  }
  return answer;
}

}  // namespace rasid::store
