#include "daemon/store/outbox_rows.h"

#include <algorithm>
#include <limits>

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

// A story's messages keep their order within a sink: one waits for the first attempt of those before it, or, where the
// sink wants it (?4), until they are settled.
constexpr char const* what_is_due =
    "SELECT d.id, d.alert, d.revision, d.story, d.sink, d.attempts, d.created,"
    " (SELECT a.payload FROM alerts a WHERE a.id = d.alert AND a.revision = d.revision)"
    " FROM deliveries d INDEXED BY deliveries_waiting"
    " WHERE d.state = 0 AND d.leased_until IS NULL AND d.sink = ?1 AND d.next_attempt <= ?2"
    " AND NOT EXISTS (SELECT 1 FROM deliveries e INDEXED BY deliveries_order WHERE e.state = 0 AND e.sink = d.sink"
    " AND e.story = d.story AND e.id < d.id AND (?4 OR e.attempts = 0))"
    " ORDER BY d.next_attempt, d.id LIMIT ?3";

}  // namespace

OutboxRows::OutboxRows(SQLite::Database& database)
    : insert_(database,
              "INSERT INTO deliveries (alert, revision, sink, created, next_attempt, story)"
              " VALUES (?1, ?2, ?3, ?4, ?4, ?5) ON CONFLICT (alert, revision, sink) DO NOTHING"),
      due_(database, what_is_due),
      lease_(database, "UPDATE deliveries SET leased_until = ?2 WHERE id = ?1"),
      // A lease that ran out leaves two attempts under way: whichever settles it first has the last word.
      record_(database,
              "UPDATE deliveries SET attempts = attempts + 1, state = ?2, last_attempt = ?3, next_attempt = ?4,"
              " outcome = ?5, leased_until = NULL WHERE id = ?1 AND state = 0"),
      expire_(database, "UPDATE deliveries SET leased_until = NULL WHERE leased_until <= ?1"),
      release_(database, "UPDATE deliveries SET leased_until = NULL WHERE leased_until IS NOT NULL"),
      next_waiting_(database,
                    "SELECT next_attempt FROM deliveries INDEXED BY deliveries_waiting"
                    " WHERE state = 0 AND leased_until IS NULL AND sink = ?1 AND next_attempt > ?2"
                    " ORDER BY next_attempt LIMIT 1"),
      first_leased_(database,
                    "SELECT leased_until FROM deliveries WHERE leased_until IS NOT NULL ORDER BY leased_until LIMIT 1"),
      give_back_(database, "UPDATE deliveries SET leased_until = NULL WHERE id = ?1 AND state = 0"),
      sweep_(database,
             "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries INDEXED BY deliveries_settled"
             " WHERE state <> 0 AND state = ?1 AND last_attempt < ?2 LIMIT ?3)") {}

bool OutboxRows::add(Alert const& alert, SinkId const& sink) {
  return StatementUse(insert_, alert.id, alert.revision, sink, alert.decided, alert.story).run() == 1;
}

void OutboxRows::take_due(Wanted const& wanted, Timestamp now, std::vector<Delivery>& into) {
  auto const most = std::min<std::size_t>(wanted.most, std::numeric_limits<std::int32_t>::max());
  StatementUse use(due_, wanted.sink, now, most, static_cast<int>(wanted.strict_order));
  while (use.step()) {
    Delivery& delivery = into.emplace_back();
    delivery.id = use.number(0);
    delivery.alert.value = use.text(1);
    delivery.revision = static_cast<std::uint32_t>(use.number(2));
    delivery.story.value = use.text(3);
    delivery.sink.value = use.text(4);
    delivery.attempts = static_cast<std::uint32_t>(use.number(5));
    delivery.created = use.time(6);
    delivery.body = use.text(7);
  }
}

Claim OutboxRows::claim(Timestamp now, Timestamp lease_until, std::vector<Wanted> const& wanted) {
  StatementUse(expire_, now).run();
  Claim claim;
  for (Wanted const& one : wanted) take_due(one, now, claim.deliveries);
  for (Delivery const& delivery : claim.deliveries) StatementUse(lease_, delivery.id, lease_until).run();
  claim.next_due = next_due(wanted, now);
  return claim;
}

std::optional<Timestamp> OutboxRows::next_due(std::vector<Wanted> const& wanted, Timestamp now) {
  std::optional<Timestamp> first;
  auto const consider = [&](StatementUse&& use) {
    if (use.step()) first = std::min(first.value_or(Timestamp::max()), use.time(0));
  };
  for (Wanted const& one : wanted) consider(StatementUse(next_waiting_, one.sink, now));
  consider(StatementUse(first_leased_));
  return first;
}

void OutboxRows::give_back(std::int64_t id) {
  StatementUse(give_back_, id).run();
}

bool OutboxRows::record(Attempt const& a) {
  return StatementUse(record_, a.delivery, static_cast<int>(a.state), a.at, a.next, a.outcome).run() == 1;
}

void OutboxRows::release_leases() {
  StatementUse(release_).run();
}

std::size_t OutboxRows::sweep(DeliveryState settled, Timestamp before, std::size_t most) {
  return static_cast<std::size_t>(StatementUse(sweep_, static_cast<int>(settled), before, most).run());
}

}  // namespace rasid::store
