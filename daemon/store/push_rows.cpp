#include "daemon/store/push_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {

PushRows::PushRows(SQLite::Database& database)
    : select_(database,
              "SELECT token, feed, feed_url, topic, hub, callback, secret, state, asked, lease_until, next_attempt, "
              "failures,"
              " last_error FROM push_subscriptions ORDER BY token"),
      replace_(database,
               "INSERT OR REPLACE INTO push_subscriptions (token, feed, feed_url, topic, hub, callback, secret, state, "
               "asked,"
               " lease_until, next_attempt, failures, last_error)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"),
      delete_(database, "DELETE FROM push_subscriptions WHERE token = ?1") {}

std::vector<PushSubscription> PushRows::all() {
  std::vector<PushSubscription> subscriptions;
  StatementUse use(select_);
  while (use.step()) {
    PushSubscription s;
    s.token = use.text(0);
    s.feed.value = use.text(1);
    s.feed_url = use.text(2);
    s.topic = use.text(3);
    s.hub = use.text(4);
    s.callback = use.text(5);
    s.secret = use.text(6);
    s.state = static_cast<PushSubscription::State>(use.number(7));
    s.asked = use.number(8) != 0;
    s.lease_until = use.maybe_time(9);
    s.next_attempt = use.time(10);
    s.failures = static_cast<std::uint32_t>(use.number(11));
    s.last_error = use.text(12);
    subscriptions.push_back(std::move(s));
  }
  return subscriptions;
}

void PushRows::save(PushSubscription const& s) {
  StatementUse(replace_, s.token, s.feed, s.feed_url, s.topic, s.hub, s.callback, s.secret,
               static_cast<std::int64_t>(s.state), s.asked, s.lease_until, s.next_attempt, s.failures, s.last_error)
      .run();
}

void PushRows::forget(std::string const& token) {
  StatementUse(delete_, token).run();
}

}  // namespace rasid::store
