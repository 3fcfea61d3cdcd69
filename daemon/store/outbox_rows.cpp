#include "daemon/store/outbox_rows.h"

#include <algorithm>
#include <limits>

#include "daemon/store/statement_use.h"

namespace rasid::store {

OutboxRows::OutboxRows(SQLite::Database& database)
    : insert_(database,
              "INSERT INTO deliveries (alert, revision, sink, created, next_attempt) VALUES (?1, ?2, ?3, ?4, ?4)"
              " ON CONFLICT (alert, revision, sink) DO NOTHING"),
      next_sink_(database,
                 "SELECT sink FROM deliveries INDEXED BY deliveries_waiting"
                 " WHERE state = 0 AND leased_until IS NULL AND sink > ?1 ORDER BY sink LIMIT 1"),
      due_(database,
           "SELECT next_attempt, id FROM deliveries INDEXED BY deliveries_waiting"
           " WHERE state = 0 AND leased_until IS NULL AND sink = ?1 AND next_attempt <= ?2"
           " ORDER BY next_attempt, id LIMIT ?3"),
      read_(database,
            "SELECT d.alert, d.revision, d.sink, a.payload, d.attempts, d.created FROM deliveries d"
            " JOIN alerts a ON a.id = d.alert AND a.revision = d.revision WHERE d.id = ?1"),
      lease_(database, "UPDATE deliveries SET leased_until = ?2 WHERE id = ?1"),
      // A lease that ran out leaves two attempts under way: whichever settles it first has the last word.
      record_(database,
              "UPDATE deliveries SET attempts = attempts + 1, state = ?2, last_attempt = ?3, next_attempt = ?4,"
              " outcome = ?5, leased_until = NULL WHERE id = ?1 AND state = 0"),
      expire_(database, "UPDATE deliveries SET leased_until = NULL WHERE leased_until <= ?1"),
      release_(database, "UPDATE deliveries SET leased_until = NULL WHERE leased_until IS NOT NULL"),
      first_waiting_(database,
                     "SELECT next_attempt FROM deliveries INDEXED BY deliveries_waiting"
                     " WHERE state = 0 AND leased_until IS NULL AND sink = ?1 ORDER BY next_attempt LIMIT 1"),
      first_leased_(database,
                    "SELECT max(next_attempt, leased_until) FROM deliveries WHERE leased_until IS NOT NULL"
                    " ORDER BY leased_until LIMIT 1") {}

bool OutboxRows::add(Alert const& alert, SinkId const& sink) {
  return StatementUse(insert_, alert.id, alert.revision, sink, alert.decided).run() == 1;
}

std::vector<SinkId> OutboxRows::waiting_sinks() {
  std::vector<SinkId> sinks;
  for (SinkId last;;) {
    StatementUse use(next_sink_, last);
    if (!use.step()) return sinks;
    last.value = use.text(0);
    sinks.push_back(last);
  }
}

std::vector<OutboxRows::Due> OutboxRows::due(SinkId const& sink, Timestamp now, std::size_t most) {
  std::vector<Due> found;
  StatementUse use(due_, sink, now, std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max()));
  while (use.step()) found.push_back({use.time(0), use.number(1)});
  return found;
}

Delivery OutboxRows::lease(std::int64_t id, Timestamp until) {
  Delivery delivery;
  {
    StatementUse use(read_, id);
    use.step();
    delivery.id = id;
    delivery.alert.value = use.text(0);
    delivery.revision = static_cast<std::uint32_t>(use.number(1));
    delivery.sink.value = use.text(2);
    delivery.body = use.text(3);
    delivery.attempts = static_cast<std::uint32_t>(use.number(4));
    delivery.created = use.time(5);
  }
  StatementUse(lease_, id, until).run();
  return delivery;
}

std::vector<Delivery> OutboxRows::claim(Timestamp now, std::size_t most, Timestamp lease_until,
                                        std::vector<SinkId> const& busy) {
  StatementUse(expire_, now).run();
  std::vector<Due> all;
  for (SinkId const& sink : waiting_sinks()) {
    if (std::ranges::find(busy, sink) != busy.end()) continue;
    std::ranges::copy(due(sink, now, most), std::back_inserter(all));
  }
  std::ranges::sort(all);
  if (all.size() > most) all.resize(most);

  std::vector<Delivery> claimed;
  for (Due const& next : all) claimed.push_back(lease(next.id, lease_until));
  return claimed;
}

bool OutboxRows::record(Attempt const& a) {
  return StatementUse(record_, a.delivery, static_cast<int>(a.state), a.at, a.next, a.outcome).run() == 1;
}

void OutboxRows::release_leases() {
  StatementUse(release_).run();
}

std::optional<Timestamp> OutboxRows::next_due() {
  std::optional<Timestamp> first;
  auto const consider = [&](StatementUse&& use) {
    if (use.step()) first = std::min(first.value_or(Timestamp::max()), use.time(0));
  };
  for (SinkId const& sink : waiting_sinks()) consider(StatementUse(first_waiting_, sink));
  consider(StatementUse(first_leased_));
  return first;
}

}  // namespace rasid::store
