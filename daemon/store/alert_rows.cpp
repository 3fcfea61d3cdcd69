#include "daemon/store/alert_rows.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

/// Proofs as they are stored: four bytes each, the least significant first.
std::string bytes_of(std::vector<std::uint32_t> const& proofs) {
  std::string out;
  for (std::uint32_t const proof : proofs) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(proof >> shift);
  }
  return out;
}

std::vector<std::uint32_t> proofs_in(std::string const& bytes) {
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t proof = 0;
    for (unsigned i = 0; i < 4; ++i) proof |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    out.push_back(proof);
  }
  return out;
}

}  // namespace

AlertRows::AlertRows(SQLite::Database& database)
    : has_(database, "SELECT 1 FROM alerts WHERE id = ?1 LIMIT 1"),
      find_(database,
            "SELECT coalesce(max(revision), 0), coalesce(max(evidence = ?2), 0),"
            " coalesce(max(article = (SELECT row FROM articles WHERE id = ?3)), 0), coalesce(max(decided), 0)"
            " FROM alerts WHERE id = ?1"),
      proofs_(database, "SELECT proofs FROM alerts WHERE id = ?1 AND revision = ?2"),
      carriers_(database, "SELECT count(*), coalesce(max(feed = ?2), 0) FROM alert_feeds WHERE alert = ?1"),
      sources_(database,
               "SELECT a.feed, a.url, a.title FROM alert_feeds f JOIN articles a ON a.row = f.article"
               " WHERE f.alert = ?1 LIMIT ?2"),
      insert_(database,
              "INSERT INTO alerts (id, revision, watch, story, article, severity, decided, payload, evidence, proofs)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id, revision) DO NOTHING"),
      suppress_(database,
                "INSERT INTO suppressions (article, watch, reason, alert) VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT DO NOTHING"),
      // Only to an alert that exists: a reference into nothing would explain nothing.
      join_(
          database,
          "INSERT INTO alert_articles (alert, article) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ?1)"
          " ON CONFLICT DO NOTHING"),
      carry_(database,
             "INSERT INTO alert_feeds (alert, feed, article) SELECT ?1, ?2, ?3"
             " WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ?1) ON CONFLICT DO NOTHING") {}

bool AlertRows::has(AlertId const& id) {
  return StatementUse(has_, id).step();
}

std::optional<KnownAlert> AlertRows::find(Alert const& alert, FeedId const& feed) {
  KnownAlert known;
  {
    StatementUse use(find_, alert.id, alert.evidence, alert.article);
    if (!use.step() || use.number(0) == 0) return std::nullopt;
    known.revision = static_cast<std::uint32_t>(use.number(0));
    known.evidence_told = use.number(1) != 0;
    known.told_by = use.number(2) != 0;
    known.told = use.time(3);
  }
  if (StatementUse use(proofs_, alert.id, known.revision); use.step()) known.proofs = proofs_in(use.blob(0));
  if (StatementUse use(carriers_, alert.id, feed); use.step()) {
    known.feeds = static_cast<std::uint32_t>(use.number(0));
    known.feed_known = use.number(1) != 0;
  }
  return known;
}

std::vector<AlertSource> AlertRows::sources(AlertId const& id, std::size_t most) {
  std::vector<AlertSource> out;
  StatementUse use(sources_, id, most);
  while (use.step()) out.push_back({{use.text(0)}, use.text(1), use.text(2)});
  return out;
}

bool AlertRows::add(Alert const& a, ArticleRow cause) {
  std::string const proofs = bytes_of(a.proofs);
  return StatementUse(insert_, a.id, a.revision, a.watch, a.story, static_cast<std::int64_t>(cause),
                      static_cast<int>(a.severity), a.decided, a.payload, a.evidence, Blob{proofs})
             .run() == 1;
}

void AlertRows::add(Suppression const& s, ArticleRow article) {
  auto const row = static_cast<std::int64_t>(article);
  StatementUse(suppress_, row, s.watch, s.reason, s.alert).run();
  if (!s.alert.empty()) StatementUse(join_, s.alert, row).run();
}

void AlertRows::carry(AlertId const& alert, FeedId const& feed, ArticleRow article) {
  StatementUse(carry_, alert, feed, static_cast<std::int64_t>(article)).run();
}

}  // namespace rasid::store
