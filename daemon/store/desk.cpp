#include "daemon/store/desk.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>

#include "daemon/store/guarded.h"
#include "daemon/store/schema.h"
#include "daemon/store/sink_rows.h"
#include "daemon/store/statement_use.h"
#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

// ?1 to ?6, bound by filtered(); a statement's own values come after.
constexpr std::string_view meant =
    " (?1 IS NULL OR d.id = ?1) AND (?2 = '' OR d.sink = ?2) AND (?3 = '' OR d.alert = ?3)"
    " AND (?4 IS NULL OR d.state = ?4) AND d.created >= ?5 AND d.created < ?6";

template <class... More>
StatementUse filtered(SQLite::Statement& statement, DeliveryFilter const& f, More&&... more) {
  std::optional<std::int64_t> const state = f.state ? std::optional(static_cast<std::int64_t>(*f.state)) : std::nullopt;
  return StatementUse(statement, f.id, f.sink, f.alert, state, f.since.value_or(Timestamp::min()),
                      f.before.value_or(Timestamp::max()), std::forward<More>(more)...);
}

DeliveryRecord delivery_in(StatementUse const& use) {
  DeliveryRecord record;
  record.id = use.number(0);
  record.alert.value = use.text(1);
  record.revision = static_cast<std::uint32_t>(use.number(2));
  record.watch.value = use.text(3);
  record.story.value = use.text(4);
  record.sink.value = use.text(5);
  record.state = static_cast<DeliveryState>(use.number(6));
  record.under_way = !use.is_null(7);
  record.attempts = static_cast<std::uint32_t>(use.number(8));
  record.created = use.time(9);
  record.next_attempt = use.time(10);
  record.last_attempt = use.maybe_time(11);
  record.outcome = use.text(12);
  return record;
}

AlertRecord alert_in(StatementUse const& use) {
  AlertRecord record;
  record.row = use.number(0);
  record.id.value = use.text(1);
  record.revision = static_cast<std::uint32_t>(use.number(2));
  record.watch.value = use.text(3);
  record.story.value = use.text(4);
  record.decided = use.time(5);
  record.payload = use.text(6);
  record.acknowledged = use.maybe_time(7);
  if (record.acknowledged) {
    record.acknowledged_by = use.text(8);
    record.note = use.text(9);
  }
  return record;
}

// The daemon keeps its counts in this row, and reads them anew after somebody else wrote.
constexpr char const* count_again =
    "UPDATE totals SET pending = (SELECT count(*) FROM deliveries WHERE state = 0),"
    " delivered = (SELECT count(*) FROM deliveries WHERE state <> 0 AND state = 1),"
    " dead = (SELECT count(*) FROM deliveries WHERE state <> 0 AND state = 2)";

}  // namespace

Desk::Desk(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;
Desk::~Desk() = default;

Result<Desk> Desk::open(std::filesystem::path const& file, Duration busy_timeout) {
  std::string const doing = "opening " + file.string();
  return guarded<Desk>(doing, [&]() -> Result<Desk> {
    auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE,
                                                       static_cast<int>(busy_timeout.count()));
    if (database->execAndGet("PRAGMA application_id").getInt() != application_id) {
      return failure(StoreError::not_rasid, doing);
    }
    auto const version = static_cast<std::size_t>(database->execAndGet("PRAGMA user_version").getInt());
    if (version > migrations().size()) return failure(StoreError::schema_too_new, doing);
    if (version < migrations().size()) {
      return failure(StoreError::schema_too_old, doing);
    }
    database->exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
    return Desk(std::move(database));
  });
}

Result<std::vector<DeliveryRecord>> Desk::deliveries(DeliveryFilter const& filter, std::size_t most) {
  return guarded<std::vector<DeliveryRecord>>("reading deliveries", [&] {
    SQLite::Statement statement(*database_,
                                fmt::format("SELECT d.id, d.alert, d.revision, coalesce(a.watch, ''), d.story, d.sink, "
                                            "d.state, d.leased_until, d.attempts,"
                                            " d.created, d.next_attempt, d.last_attempt, d.outcome FROM deliveries d"
                                            " LEFT JOIN alerts a ON a.id = d.alert AND a.revision = d.revision WHERE"
                                            "{} ORDER BY d.id DESC LIMIT ?7",
                                            meant));
    std::vector<DeliveryRecord> found;
    StatementUse use = filtered(statement, filter, bounded(most));
    while (use.step()) found.push_back(delivery_in(use));
    return found;
  });
}

/// Does `statement`, whose WHERE clause the filter ends and whose ?7 is `now`.
Result<std::size_t> Desk::change(std::string statement, std::string const& doing, DeliveryFilter const& filter,
                                 Timestamp now) {
  return guarded<std::size_t>(doing, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(*database_, statement.append(meant));
    auto const changed = static_cast<std::size_t>(filtered(update, filter, now).run());
    database_->exec(count_again);
    transaction.commit();
    return changed;
  });
}

Result<std::size_t> Desk::retry(DeliveryFilter const& filter, Timestamp now) {
  return change(
      "UPDATE deliveries AS d SET attempts = CASE state WHEN 0 THEN attempts ELSE 0 END, state = 0, next_attempt = ?7"
      " WHERE state <> 1 AND leased_until IS NULL AND",
      "retrying deliveries", filter, now);
}

Result<std::size_t> Desk::replay(DeliveryFilter const& filter, Timestamp now) {
  return change(
      "UPDATE deliveries AS d SET attempts = 0, state = 0, next_attempt = ?7, outcome = '' WHERE state <> 0 "
      "AND",
      "replaying deliveries", filter, now);
}

Result<std::size_t> Desk::drop(DeliveryFilter const& filter, Timestamp now) {
  return change(
      "UPDATE deliveries AS d SET state = 2, last_attempt = ?7, leased_until = NULL,"
      " outcome = trim('dropped by an operator; ' || outcome, '; ') WHERE state = 0 AND",
      "dropping deliveries", filter, now);
}

Result<std::vector<AlertRecord>> Desk::alerts(AlertFilter const& f, std::size_t most) {
  return guarded<std::vector<AlertRecord>>("reading alerts", [&] {
    SQLite::Statement statement(
        *database_,
        "SELECT a.rowid, a.id, a.revision, a.watch, a.story, a.decided, a.payload, k.at, k.who, k.note FROM alerts a"
        " LEFT JOIN acknowledgements k ON k.alert = a.id"
        " WHERE (?1 = '' OR (a.id >= ?1 AND a.id < ?1 || '~')) AND (?2 = '' OR a.watch = ?2) AND a.decided >= ?3"
        " AND a.rowid > ?4 AND (?5 = 0 OR k.alert IS NULL) ORDER BY a.rowid DESC LIMIT ?6");
    std::vector<AlertRecord> found;
    StatementUse use(statement, f.id, f.watch, f.since.value_or(Timestamp::min()), f.after,
                     static_cast<int>(f.unacknowledged), bounded(most));
    while (use.step()) found.push_back(alert_in(use));
    return found;
  });
}

Result<bool> Desk::acknowledge(AlertId const& id, std::string const& who, std::string const& note, Timestamp now) {
  return guarded<bool>("acknowledging an alert", [&] {
    SQLite::Statement statement(*database_,
                                "INSERT INTO acknowledgements (alert, at, who, note) SELECT ?1, ?2, ?3, ?4"
                                " WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ?1)"
                                " ON CONFLICT (alert) DO UPDATE SET at = ?2, who = ?3, note = ?4");
    return StatementUse(statement, id, now, who, note).run() == 1;
  });
}

Result<std::vector<SinkRecord>> Desk::sinks() {
  return guarded<std::vector<SinkRecord>>("reading the sinks", [&] {
    std::vector<SinkRecord> records;
    auto const record_of = [&](SinkId const& sink) -> SinkRecord& {
      auto const found = std::ranges::find(records, sink, [](SinkRecord const& r) { return r.state.sink; });
      if (found != records.end()) return *found;
      return records.emplace_back(SinkRecord{.state = {.sink = sink}});
    };
    for (SinkState& state : SinkRows(*database_).all()) record_of(state.sink).state = std::move(state);
    SQLite::Statement count(*database_, "SELECT sink, state, count(*) FROM deliveries GROUP BY sink, state");
    for (StatementUse use(count); use.step();) {
      SinkRecord& record = record_of({use.text(0)});
      auto const state = static_cast<DeliveryState>(use.number(1));
      (state == DeliveryState::pending     ? record.pending
       : state == DeliveryState::delivered ? record.delivered
                                           : record.dead) = use.number(2);
    }
    return records;
  });
}

Result<> Desk::disable(SinkId const& sink, std::string const& because, Timestamp now) {
  return guarded<void>("disabling sink " + sink.value, [&]() -> Result<> {
    // No word of a configuration: what an operator disabled, an operator enables.
    SinkRows(*database_).set_disabled({.sink = sink, .disabled_since = now, .disabled_because = because});
    return {};
  });
}

Result<> Desk::enable(SinkId const& sink) {
  return guarded<void>("enabling sink " + sink.value, [&]() -> Result<> {
    SinkRows(*database_).set_disabled({.sink = sink});
    return {};
  });
}

}  // namespace rasid::store
