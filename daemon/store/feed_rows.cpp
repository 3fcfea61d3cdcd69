#include "daemon/store/feed_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {

FeedRows::FeedRows(SQLite::Database& database)
    : select_(
          database,
          "SELECT feed, url, moved_to, etag, last_modified, body_hash, last_attempt, last_success, next_poll, failures,"
          " last_error, gone FROM feeds ORDER BY feed"),
      upsert_(
          database,
          "INSERT INTO feeds (feed, url, moved_to, etag, last_modified, body_hash, last_attempt, last_success,"
          " next_poll, failures, last_error, gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
          " ON CONFLICT (feed) DO UPDATE SET url = ?2, moved_to = ?3, etag = ?4, last_modified = ?5, body_hash = ?6,"
          " last_attempt = ?7, last_success = ?8, next_poll = ?9, failures = ?10, last_error = ?11, gone = ?12") {}

std::vector<FeedState> FeedRows::all() {
  std::vector<FeedState> states;
  StatementUse use(select_);
  while (use.step()) {
    FeedState state;
    state.feed.value = use.text(0);
    state.url = use.text(1);
    state.moved_to = use.text(2);
    state.validators.etag = use.text(3);
    state.validators.last_modified = use.text(4);
    state.body_hash = use.text(5);
    state.last_attempt = use.maybe_time(6);
    state.last_success = use.maybe_time(7);
    state.next_poll = use.time(8);
    state.failures = static_cast<std::uint32_t>(use.number(9));
    state.last_error = use.text(10);
    state.gone = use.number(11) != 0;
    states.push_back(std::move(state));
  }
  return states;
}

void FeedRows::save(FeedState const& s) {
  StatementUse(upsert_, s.feed, s.url, s.moved_to, s.validators.etag, s.validators.last_modified, s.body_hash,
               s.last_attempt, s.last_success, s.next_poll, s.failures, s.last_error, static_cast<int>(s.gone))
      .run();
}

}  // namespace rasid::store
