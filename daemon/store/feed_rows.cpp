#include "daemon/store/feed_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {

FeedRows::FeedRows(SQLite::Database& database)
    : select_(database,
              "SELECT feed, url, moved_to, etag, last_modified, body_hash, last_attempt, last_success, next_poll, "
              "failures, last_error, gone, paused, fresh_for, ttl, update_period, skip_hours, skip_days, "
              "rhythm, failing_since, failing_told, polls, items FROM feeds ORDER BY feed"),
      upsert_(database,
              "INSERT INTO feeds (feed, url, moved_to, etag, last_modified, body_hash, last_attempt, last_success, "
              "next_poll, "
              "failures, last_error, gone, paused, fresh_for, ttl, update_period, skip_hours, skip_days, "
              "rhythm, failing_since, failing_told, polls, items)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
              "?21, ?22, ?23)"
              " ON CONFLICT (feed) DO UPDATE SET url = ?2, moved_to = ?3, etag = ?4, last_modified = ?5, body_hash = "
              "?6, last_attempt = ?7, "
              "last_success = ?8, next_poll = ?9, failures = ?10, last_error = ?11, gone = ?12, "
              "paused = ?13, fresh_for = ?14, ttl = ?15, update_period = ?16, skip_hours = ?17, "
              "skip_days = ?18, rhythm = ?19, failing_since = ?20, failing_told = ?21, polls = ?22, "
              "items = ?23") {}

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
    state.paused = use.number(12) != 0;
    state.hints.fresh_for = use.maybe_duration(13);
    state.hints.ttl = use.maybe_duration(14);
    state.hints.update_period = use.maybe_duration(15);
    state.hints.skip_hours = static_cast<std::uint32_t>(use.number(16));
    state.hints.skip_days = static_cast<std::uint8_t>(use.number(17));
    state.rhythm = use.blob(18);
    state.failing_since = use.maybe_time(19);
    state.failing_told = use.number(20) != 0;
    state.polls = use.number(21);
    state.items = use.number(22);
    states.push_back(std::move(state));
  }
  return states;
}

void FeedRows::save(FeedState const& s) {
  StatementUse(upsert_, s.feed, s.url, s.moved_to, s.validators.etag, s.validators.last_modified, s.body_hash,
               s.last_attempt, s.last_success, s.next_poll, s.failures, s.last_error, s.gone, s.paused,
               s.hints.fresh_for, s.hints.ttl, s.hints.update_period, s.hints.skip_hours, s.hints.skip_days,
               Blob{s.rhythm}, s.failing_since, s.failing_told, s.polls, s.items)
      .run();
}

}  // namespace rasid::store
