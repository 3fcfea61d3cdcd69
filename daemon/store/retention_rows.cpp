#include "daemon/store/retention_rows.h"

#include "daemon/identity/fingerprint.h"
#include "daemon/identity/name_keys.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

/// By which an item that still stands in its feed is known when its article is gone: all that the feed calls it. A feed
/// that gives one GUID to everything loses nothing by it.
std::int64_t key_of(FeedId const& feed, std::string const& guid, std::string const& url, std::string const& title) {
  return identity::name_key(feed, "swept", guid + '\n' + url + '\n' + title);
}

}  // namespace

RetentionRows::RetentionRows(SQLite::Database& database)
    // Rows are in the order of arrival: nothing behind the first that is too young needs to be looked at.
    : old_articles_(database,
                    "SELECT a.row, a.feed, a.guid, a.url, i.title, a.fetched < ?2, a.handled,"
                    " EXISTS (SELECT 1 FROM alerts l WHERE l.article = a.row),"
                    " EXISTS (SELECT 1 FROM quarantine q WHERE q.article = a.row),"
                    " (SELECT count(*) FROM mentions m WHERE m.article = a.row)"
                    " FROM articles a JOIN items i ON i.article = a.row WHERE a.row > ?1 ORDER BY a.row LIMIT ?3"),
      remove_article_(database, "DELETE FROM articles WHERE row = ?1"),
      note_(database, "INSERT INTO swept_items (key) VALUES (?1) ON CONFLICT DO NOTHING"),
      was_swept_(database, "SELECT 1 FROM swept_items WHERE key = ?1"),
      any_(database, "SELECT EXISTS (SELECT 1 FROM swept_items)"),
      old_alerts_(database,
                  "SELECT id, decided, (SELECT max(decided) FROM alerts b WHERE b.id = a.id) < ?2"
                  " FROM alerts a INDEXED BY alerts_decided WHERE decided >= ?1 AND decided < ?2"
                  " ORDER BY decided LIMIT ?3"),
      pending_(database,
               "SELECT EXISTS (SELECT 1 FROM deliveries WHERE alert = ?1 AND state = 0)"
               " OR EXISTS (SELECT 1 FROM alerts a JOIN held h ON h.alert = a.id AND h.revision = a.revision"
               " WHERE a.id = ?1)"),
      settled_(database, "SELECT 0, count(*) FROM deliveries WHERE alert = ?1 AND state = ?2"),
      remove_alert_(database, "DELETE FROM alerts WHERE id = ?1"),
      remove_joined_(database, "DELETE FROM alert_articles WHERE alert = ?1"),
      remove_carriers_(database, "DELETE FROM alert_feeds WHERE alert = ?1"),
      remove_acknowledgement_(database, "DELETE FROM acknowledgements WHERE alert = ?1"),
      remove_follow_ups_(database, "DELETE FROM follow_ups WHERE alert = ?1"),
      remove_silences_(database,
                       "DELETE FROM silences WHERE id IN (SELECT id FROM silences WHERE ends < ?1 AND NOT EXISTS"
                       " (SELECT 1 FROM silenced s WHERE s.silence = silences.id) LIMIT ?2)"),
      free_pages_(database, "PRAGMA incremental_vacuum(256)") {}

void RetentionRows::doubt() noexcept {
  article_ = 0;
  alert_ = INT64_MIN;
  any_swept_.reset();
}

Swept RetentionRows::sweep(Horizon const& horizon, std::size_t most, Totals& totals,
                           std::vector<ArticleRow>& forgotten) {
  Swept swept;
  if (horizon.alerts) swept = sweep_alerts(*horizon.alerts, most, totals);
  if (horizon.articles) {
    Swept const articles = sweep_articles(*horizon.articles, most, totals, forgotten);
    swept.articles = articles.articles;
    swept.more = swept.more || articles.more;
  }
  if (horizon.silences) {
    swept.silences = static_cast<std::size_t>(StatementUse(remove_silences_, *horizon.silences, most).run());
  }
  if (swept.articles + swept.alerts > 0) {
    // Nothing where the file was made without auto_vacuum; its free pages are used again all the same.
    StatementUse use(free_pages_);
    while (use.step()) {
    }
  }
  return swept;
}

Swept RetentionRows::sweep_articles(Timestamp before, std::size_t most, Totals& totals,
                                    std::vector<ArticleRow>& forgotten) {
  struct Old {
    std::int64_t row;
    std::int64_t key;
    std::int64_t mentions;
  };
  std::vector<Old> old;
  Swept swept;
  std::size_t looked_at = 0;
  bool at_end = false;
  {
    StatementUse use(old_articles_, article_, before, most);
    while (use.step()) {
      if (use.number(5) == 0) {
        at_end = true;
        break;
      }
      ++looked_at;
      article_ = use.number(0);
      bool const wanted = use.number(6) == 0 || use.number(7) != 0 || use.number(8) != 0;
      if (wanted) continue;  // unhandled, the proof of an alert, or in quarantine
      old.push_back({article_, key_of({use.text(1)}, use.text(2), use.text(3), use.text(4)), use.number(9)});
    }
  }
  for (Old const& each : old) {
    StatementUse(note_, each.key).run();
    StatementUse(remove_article_, each.row).run();
    forgotten.push_back(ArticleRow{each.row});
    totals.mentions -= each.mentions;
    --totals.articles;
    any_swept_ = true;
  }
  swept.articles = old.size();
  swept.more = !at_end && looked_at == most;
  if (!swept.more) article_ = 0;  // from the beginning next time: what was wanted then may go
  return swept;
}

Swept RetentionRows::sweep_alerts(Timestamp before, std::size_t most, Totals& totals) {
  std::vector<std::string> old;
  std::size_t looked_at = 0;
  {
    StatementUse use(old_alerts_, alert_, before, most);
    while (use.step()) {
      ++looked_at;
      alert_ = use.number(1);
      if (use.number(2) != 0) old.push_back(use.text(0));
    }
  }
  Swept swept;
  for (std::string const& id : old) {
    bool pending = false;
    if (StatementUse use(pending_, id); use.step()) pending = use.number(0) != 0;
    if (pending) continue;
    remove_alert(id, totals);
    ++swept.alerts;
  }
  swept.more = looked_at == most;
  if (!swept.more) alert_ = INT64_MIN;
  return swept;
}

void RetentionRows::remove_alert(std::string const& id, Totals& totals) {
  for (auto const state : {DeliveryState::delivered, DeliveryState::dead}) {
    StatementUse use(settled_, id, static_cast<int>(state));
    if (use.step()) (state == DeliveryState::dead ? totals.dead : totals.delivered) -= use.number(1);
  }
  totals.alerts -= StatementUse(remove_alert_, id).run();
  StatementUse(remove_joined_, id).run();
  StatementUse(remove_carriers_, id).run();
  StatementUse(remove_acknowledgement_, id).run();
  StatementUse(remove_follow_ups_, id).run();
}

bool RetentionRows::was_swept(Article const& item) {
  if (!any_swept_) {
    StatementUse use(any_);
    any_swept_ = use.step() && use.number(0) != 0;
  }
  if (!*any_swept_) return false;
  std::int64_t const key = key_of(item.feed, item.guid, item.url, item.fingerprint.title);
  StatementUse use(was_swept_, key);
  return use.step();
}

}  // namespace rasid::store
