// What an operator sees of silences and of what waits, and does to them.
#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include "daemon/store/desk.h"
#include "daemon/store/guarded.h"
#include "daemon/store/silence_row.h"

namespace rasid::store {

Result<> Desk::add_silence(Silence const& s) {
  return guarded<void>("adding a silence", [&]() -> Result<> {
    SQLite::Statement insert(*database_,
                             "INSERT INTO silences (id, matcher, starts, ends, expired, who, comment)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    StatementUse(insert, s.id, s.matcher, s.starts, s.ends, s.expired, s.by, s.comment).run();
    return {};
  });
}

Result<std::vector<Silence>> Desk::silences(Timestamp now, bool all) {
  return guarded<std::vector<Silence>>("reading the silences", [&] {
    SQLite::Statement select(
        *database_,
        fmt::format("SELECT {} FROM silences WHERE ?2 OR (ends > ?1 AND expired IS NULL) ORDER BY starts DESC",
                    silence_columns));
    std::vector<Silence> found;
    for (StatementUse use(select, now, static_cast<int>(all)); use.step();) found.push_back(silence_in(use));
    return found;
  });
}

Result<bool> Desk::expire_silence(std::string const& id, Timestamp now) {
  return guarded<bool>("ending silence " + id, [&] {
    SQLite::Statement update(*database_,
                             "UPDATE silences SET expired = ?2 WHERE id = ?1 AND expired IS NULL AND ends > ?2");
    return StatementUse(update, id, now).run() == 1;
  });
}

Result<std::vector<SilencedRecord>> Desk::silenced(std::string const& silence, std::string const& watch,
                                                   std::optional<Timestamp> since, std::size_t most) {
  return guarded<std::vector<SilencedRecord>>("reading silenced alerts", [&] {
    SQLite::Statement select(
        *database_,
        "SELECT alert, watch, silence, decided, payload FROM silenced WHERE (?1 = '' OR silence = ?1)"
        " AND (?2 = '' OR watch = ?2) AND decided >= ?3 ORDER BY row DESC LIMIT ?4");
    std::vector<SilencedRecord> found;
    StatementUse use(select, silence, watch, since.value_or(Timestamp::min()), bounded(most));
    while (use.step()) found.push_back({{use.text(0)}, {use.text(1)}, use.text(2), use.time(3), use.text(4)});
    return found;
  });
}

Result<std::vector<HeldRecord>> Desk::held(std::string const& sink, std::size_t most) {
  return guarded<std::vector<HeldRecord>>("reading held alerts", [&] {
    SQLite::Statement select(*database_,
                             "SELECT sink, batch, alert, revision, since, until FROM held WHERE ?1 = '' OR sink = ?1"
                             " ORDER BY until, row LIMIT ?2");
    std::vector<HeldRecord> found;
    for (StatementUse use(select, sink, bounded(most)); use.step();) {
      found.push_back({{use.text(0)},
                       use.text(1),
                       {use.text(2)},
                       static_cast<std::uint32_t>(use.number(3)),
                       use.time(4),
                       use.time(5)});
    }
    return found;
  });
}

}  // namespace rasid::store
