#include "daemon/store/sink_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {

SinkRows::SinkRows(SQLite::Database& database)
    : select_(database,
              "SELECT sink, failures, last_success, last_failure, last_error, disabled_since, disabled_because,"
              " configured_as FROM sinks ORDER BY sink"),
      note_(database,
            "INSERT INTO sinks (sink, failures, last_success, last_failure, last_error) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT (sink) DO UPDATE SET failures = ?2, last_success = ?3, last_failure = ?4, last_error = ?5"),
      set_disabled_(database,
                    "INSERT INTO sinks (sink, disabled_since, disabled_because, configured_as) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT (sink) DO UPDATE SET disabled_since = ?2, disabled_because = ?3,"
                    " configured_as = ?4") {}

std::vector<SinkState> SinkRows::all() {
  std::vector<SinkState> states;
  StatementUse use(select_);
  while (use.step()) {
    SinkState state;
    state.sink.value = use.text(0);
    state.failures = static_cast<std::uint32_t>(use.number(1));
    state.last_success = use.maybe_time(2);
    state.last_failure = use.maybe_time(3);
    state.last_error = use.text(4);
    state.disabled_since = use.maybe_time(5);
    state.disabled_because = use.text(6);
    state.configured_as = use.text(7);
    states.push_back(std::move(state));
  }
  return states;
}

void SinkRows::note(SinkState const& s) {
  StatementUse(note_, s.sink, s.failures, s.last_success, s.last_failure, s.last_error).run();
}

void SinkRows::set_disabled(SinkState const& s) {
  StatementUse(set_disabled_, s.sink, s.disabled_since, s.disabled_because, s.configured_as).run();
}

}  // namespace rasid::store
