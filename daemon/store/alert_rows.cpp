#include "daemon/store/alert_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {

AlertRows::AlertRows(SQLite::Database& database)
    : has_(database, "SELECT 1 FROM alerts WHERE id = ?1 LIMIT 1"),
      find_(database,
            "SELECT coalesce(max(revision), 0), coalesce(max(evidence = ?2), 0), coalesce(max(decided), 0) FROM alerts"
            " WHERE id = ?1"),
      insert_(database,
              "INSERT INTO alerts (id, revision, watch, story, article, severity, decided, payload, evidence)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id, revision) DO NOTHING"),
      suppress_(database,
                "INSERT INTO suppressions (article, watch, reason, alert) VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT DO NOTHING"),
      // Only to an alert that exists: a reference into nothing would explain nothing.
      join_(
          database,
          "INSERT INTO alert_articles (alert, article) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ?1)"
          " ON CONFLICT DO NOTHING") {}

bool AlertRows::has(AlertId const& id) {
  return StatementUse(has_, id).step();
}

std::optional<KnownAlert> AlertRows::find(AlertId const& id, std::string const& evidence) {
  StatementUse use(find_, id, evidence);
  if (!use.step() || use.number(0) == 0) return std::nullopt;
  return KnownAlert{static_cast<std::uint32_t>(use.number(0)), use.number(1) != 0, use.time(2)};
}

bool AlertRows::add(Alert const& a, ArticleRow cause) {
  return StatementUse(insert_, a.id, a.revision, a.watch, a.story, static_cast<std::int64_t>(cause),
                      static_cast<int>(a.severity), a.decided, a.payload, a.evidence)
             .run() == 1;
}

void AlertRows::add(Suppression const& s, ArticleRow article) {
  auto const row = static_cast<std::int64_t>(article);
  StatementUse(suppress_, row, s.watch, s.reason, s.alert).run();
  if (!s.alert.empty()) StatementUse(join_, s.alert, row).run();
}

}  // namespace rasid::store
