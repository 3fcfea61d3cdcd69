#include "daemon/store/routing_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "daemon/store/silence_row.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {

RoutingRows::RoutingRows(SQLite::Database& database)
    : silences_(database, fmt::format("SELECT {} FROM silences WHERE ends > ?1 AND expired IS NULL ORDER BY ends, id",
                                      silence_columns)),
      silenced_(database,
                "INSERT INTO silenced (article, alert, watch, silence, severity, decided, payload)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (article, alert) DO NOTHING"),
      was_silenced_(database, "SELECT 1 FROM silenced WHERE article = ?1 AND alert = ?2"),
      hold_(database,
            "INSERT INTO held (sink, batch, alert, revision, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT (sink, batch, alert, revision) DO NOTHING"),
      forget_sent_(database, "DELETE FROM sent WHERE sink = ?1 AND at <= ?2"),
      count_sent_(database, "SELECT count(*), min(at) FROM sent WHERE sink = ?1"),
      note_sent_(database, "INSERT INTO sent (sink, at) VALUES (?1, ?2)"),
      until_(database,
             "SELECT until, since FROM held INDEXED BY held_order WHERE sink = ?1 AND batch = ?2 ORDER BY row LIMIT 1"),
      due_(database,
           "SELECT sink, batch, until FROM held INDEXED BY held_until WHERE until <= ?1 ORDER BY until, row LIMIT ?2"),
      held_(database,
            "SELECT h.alert, h.revision, a.severity, a.story, a.payload, a.watch FROM held h INDEXED BY held_order"
            " JOIN alerts a ON a.id = h.alert AND a.revision = h.revision"
            " WHERE h.sink = ?1 AND h.batch = ?2 ORDER BY h.row LIMIT ?3"),
      postpone_(database, "UPDATE held SET until = ?3 WHERE sink = ?1 AND batch = ?2"),
      unhold_(database, "DELETE FROM held WHERE sink = ?1 AND batch = ?2 AND alert = ?3 AND revision = ?4"),
      follow_(database,
              "INSERT INTO follow_ups (alert, sink, kind, step, due) VALUES (?1, ?2, ?3, ?4, ?5)"
              " ON CONFLICT (alert, sink, kind, step) DO NOTHING"),
      due_follow_ups_(database,
                      "SELECT f.alert, f.sink, f.kind, f.step, f.due,"
                      " EXISTS (SELECT 1 FROM acknowledgements k WHERE k.alert = f.alert)"
                      " FROM follow_ups f INDEXED BY follow_ups_due WHERE f.due <= ?1 ORDER BY f.due LIMIT ?2"),
      end_(database, "DELETE FROM follow_ups WHERE alert = ?1 AND sink = ?2 AND kind = ?3 AND step = ?4"),
      latest_(database,
              "SELECT revision, watch, story, severity, payload, evidence FROM alerts WHERE id = ?1"
              " ORDER BY revision DESC LIMIT 1"),
      first_(database, "SELECT decided FROM alerts WHERE id = ?1 ORDER BY revision LIMIT 1"),
      cause_(database, "SELECT article FROM alerts WHERE id = ?1 ORDER BY revision DESC LIMIT 1"),
      next_held_(database, "SELECT until FROM held INDEXED BY held_until WHERE until > ?1 ORDER BY until LIMIT 1"),
      next_follow_up_(database,
                      "SELECT due FROM follow_ups INDEXED BY follow_ups_due WHERE due > ?1 ORDER BY due LIMIT 1") {}

std::vector<Silence> RoutingRows::silences(Timestamp now) {
  std::vector<Silence> all;
  for (StatementUse use(silences_, now); use.step();) all.push_back(silence_in(use));
  return all;
}

void RoutingRows::add_silenced(Alert const& a, ArticleRow article) {
  StatementUse(silenced_, static_cast<std::int64_t>(article), a.id, a.watch, a.silence, static_cast<int>(a.severity),
               a.decided, a.payload)
      .run();
}

bool RoutingRows::was_silenced(AlertId const& alert, ArticleRow article) {
  return StatementUse(was_silenced_, static_cast<std::int64_t>(article), alert).step();
}

void RoutingRows::add(Alert const& message) {
  for (Hold const& hold : message.held) {
    StatementUse(hold_, hold.sink, hold.batch, message.id, message.revision, message.decided, hold.until).run();
  }
  for (FollowUp const& what : message.follow_ups) add(message.id, what);
}

void RoutingRows::add(AlertId const& alert, FollowUp const& what) {
  StatementUse(follow_, alert, what.sink, static_cast<int>(what.kind), what.step, what.due).run();
}

SinkLoad RoutingRows::load(SinkId const& sink, Timestamp since) {
  StatementUse(forget_sent_, sink, since).run();
  StatementUse use(count_sent_, sink);
  use.step();
  return {static_cast<std::size_t>(use.number(0)), use.maybe_time(1)};
}

void RoutingRows::note_sent(SinkId const& sink, Timestamp now) {
  StatementUse(note_sent_, sink, now).run();
}

std::optional<Timestamp> RoutingRows::until(SinkId const& sink, std::string const& batch) {
  StatementUse use(until_, sink, batch);
  return use.step() ? std::optional(use.time(0)) : std::nullopt;
}

std::vector<HeldBatch> RoutingRows::due_batches(Timestamp now, std::size_t most) {
  std::vector<HeldBatch> all;
  for (StatementUse use(due_, now, most); use.step();) {
    HeldBatch batch{{use.text(0)}, use.text(1), {}, use.time(2)};
    bool const known = std::ranges::any_of(
        all, [&](HeldBatch const& other) { return other.sink == batch.sink && other.batch == batch.batch; });
    if (!known) all.push_back(std::move(batch));
  }
  for (HeldBatch& batch : all) {
    if (StatementUse first(until_, batch.sink, batch.batch); first.step()) batch.since = first.time(1);
  }
  return all;
}

std::vector<HeldMessage> RoutingRows::held(HeldBatch const& batch, std::size_t most) {
  std::vector<HeldMessage> all;
  for (StatementUse use(held_, batch.sink, batch.batch, most); use.step();) {
    all.push_back({{use.text(0)},
                   static_cast<std::uint32_t>(use.number(1)),
                   static_cast<Severity>(use.number(2)),
                   {use.text(3)},
                   use.text(4),
                   {use.text(5)}});
  }
  return all;
}

void RoutingRows::postpone(HeldBatch const& batch, Timestamp until) {
  StatementUse(postpone_, batch.sink, batch.batch, until).run();
}

bool RoutingRows::forget(HeldBatch const& batch, HeldMessage const& message) {
  return StatementUse(unhold_, batch.sink, batch.batch, message.alert, message.revision).run() == 1;
}

std::vector<DueFollowUp> RoutingRows::due_follow_ups(Timestamp now, std::size_t most) {
  std::vector<DueFollowUp> all;
  for (StatementUse use(due_follow_ups_, now, most); use.step();) {
    DueFollowUp& due = all.emplace_back();
    due.alert.value = use.text(0);
    due.what = {{use.text(1)},
                static_cast<FollowUp::Kind>(use.number(2)),
                static_cast<std::uint32_t>(use.number(3)),
                use.time(4)};
    due.acknowledged = use.number(5) != 0;
  }
  for (DueFollowUp& due : all) read_latest(due);
  return all;
}

void RoutingRows::read_latest(DueFollowUp& into) {
  StatementUse use(latest_, into.alert);
  if (!use.step()) {  // deleted by hand: there is nothing to follow
    into.acknowledged = true;
    return;
  }
  into.latest.id = into.alert;
  into.latest.revision = static_cast<std::uint32_t>(use.number(0));
  into.latest.watch.value = use.text(1);
  into.latest.story.value = use.text(2);
  into.latest.severity = static_cast<Severity>(use.number(3));
  into.latest.payload = use.text(4);
  into.latest.evidence = use.text(5);
  StatementUse first(first_, into.alert);
  if (first.step()) into.first_told = first.time(0);
}

void RoutingRows::end(DueFollowUp const& done) {
  StatementUse(end_, done.alert, done.what.sink, static_cast<int>(done.what.kind), done.what.step).run();
}

std::optional<ArticleRow> RoutingRows::cause_of(AlertId const& alert) {
  StatementUse use(cause_, alert);
  return use.step() ? std::optional(static_cast<ArticleRow>(use.number(0))) : std::nullopt;
}

std::optional<Timestamp> RoutingRows::next_due() {
  std::optional<Timestamp> first;
  auto const consider = [&](StatementUse&& use) {
    if (use.step()) first = std::min(first.value_or(Timestamp::max()), use.time(0));
  };
  consider(StatementUse(next_held_, Timestamp::min()));
  consider(StatementUse(next_follow_up_, Timestamp::min()));
  return first;
}

}  // namespace rasid::store
