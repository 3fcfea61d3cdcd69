#include "daemon/store/item_rows.h"

#include <algorithm>
#include <unordered_set>

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

/// A GUID that a feed gives to everything names thousands of articles; its next item is one of the last or none.
constexpr int most_of_one_name = 32;

/// Numbers as four bytes each, most significant last.
std::string bytes_of(std::vector<std::uint32_t> const& sketch) {
  std::string bytes;
  bytes.reserve(sketch.size() * 4);
  for (std::uint32_t number : sketch) {
    for (int i = 0; i < 4; ++i, number >>= 8U) bytes += static_cast<char>(number & 0xFFU);
  }
  return bytes;
}

std::vector<std::uint32_t> sketch_of(std::string_view bytes) {
  std::vector<std::uint32_t> sketch;
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
    sketch.push_back(number);
  }
  return sketch;
}

}  // namespace

ItemRows::ItemRows(SQLite::Database& database)
    : by_id_(database, "SELECT row FROM articles WHERE id = ?1"),
      by_key_(database, "SELECT article FROM article_keys WHERE key = ?1 ORDER BY article DESC LIMIT ?2"),
      identity_(database,
                "SELECT a.id, a.guid, a.url, a.published, a.handled, i.revision, i.words, i.title, i.sketch, i.partial"
                " FROM articles a JOIN items i ON i.article = a.row WHERE a.row = ?1"),
      insert_(database,
              "INSERT INTO items (article, feed, words, title, sketch, partial, note, attempts)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)"),
      key_(database, "INSERT INTO article_keys (key, article) VALUES (?1, ?2) ON CONFLICT DO NOTHING"),
      know_(database, "UPDATE items SET words = ?2, title = ?3, sketch = ?4, partial = ?5 WHERE article = ?1"),
      revise_(database,
              "UPDATE items SET words = ?2, title = ?3, sketch = ?4, partial = ?5, revision = ?6, completion = ?7,"
              " note = ?8, attempts = 1, page_attempts = 0, page_after = NULL WHERE article = ?1"),
      awaiting_(database,
                "SELECT article FROM items INDEXED BY items_awaiting_page"
                " WHERE page_after IS NOT NULL AND feed = ?1 AND page_after <= ?2 ORDER BY page_after LIMIT 32"),
      take_awaiting_(database, "UPDATE items SET page_after = NULL, completion = 1, attempts = 1 WHERE article = ?1"),
      finish_(database,
              "UPDATE items SET told = max(told, ?2), page_after = ?3, page_attempts = page_attempts + ?4,"
              " completion = 0 WHERE article = ?1"),
      begin_(database, "UPDATE items SET attempts = attempts + 1 WHERE article = ?1 AND attempts < ?2"),
      quarantine_(database,
                  "INSERT INTO quarantine (article, since, attempts) SELECT article, ?2, attempts FROM items"
                  " WHERE article = ?1 ON CONFLICT DO NOTHING"),
      quarantined_(database, "SELECT q.article FROM quarantine q ORDER BY q.article"),
      release_(database, "DELETE FROM quarantine WHERE article = ?1"),
      forgive_(database, "UPDATE items SET attempts = 0 WHERE article = ?1"),
      forgive_all_(database,
                   "UPDATE items SET attempts = 0 WHERE article IN"
                   " (SELECT row FROM articles INDEXED BY articles_unhandled WHERE handled = 0)") {}

void ItemRows::forgive_all() {
  StatementUse(forgive_all_).run();
}

void ItemRows::find(std::int64_t row, std::vector<Candidate>& into) {
  StatementUse use(identity_, row);
  if (!use.step()) return;
  Candidate c{ArticleRow{row}, use.number(4) != 0, static_cast<std::uint32_t>(use.number(5)), {}};
  c.known.id.value = use.text(0);
  c.known.guid = use.text(1);
  c.known.url = use.text(2);
  c.known.published = use.maybe_time(3);
  c.known.fingerprint = {use.text(6), use.text(7), sketch_of(use.text(8))};
  c.known.partial = use.number(9) != 0;
  into.push_back(std::move(c));
}

std::vector<ItemRows::Candidate> ItemRows::candidates(std::span<Article const> items) {
  std::unordered_set<std::int64_t> seen;
  std::vector<std::int64_t> rows;
  auto const note = [&](std::int64_t row) {
    if (seen.insert(row).second) rows.push_back(row);
  };
  for (Article const& item : items) {
    if (StatementUse use(by_id_, item.id); use.step()) note(use.number(0));
    for (std::int64_t const key : item.fingerprint.names) {
      StatementUse use(by_key_, key, most_of_one_name);
      while (use.step()) note(use.number(0));
    }
  }
  std::ranges::sort(rows);
  std::vector<Candidate> all;
  for (std::int64_t const row : rows) find(row, all);
  return all;
}

void ItemRows::add(ArticleRow row, Article const& a) {
  std::string const sketch = bytes_of(a.fingerprint.sketch);
  StatementUse(insert_, static_cast<std::int64_t>(row), a.feed, a.fingerprint.words, a.fingerprint.title, Blob{sketch},
               a.partial, a.note)
      .run();
  name(row, a);
}

void ItemRows::name(ArticleRow row, Article const& a) {
  for (std::int64_t const key : a.fingerprint.names) StatementUse(key_, key, static_cast<std::int64_t>(row)).run();
}

void ItemRows::know(ArticleRow row, Article const& a) {
  std::string const sketch = bytes_of(a.fingerprint.sketch);
  StatementUse(know_, static_cast<std::int64_t>(row), a.fingerprint.words, a.fingerprint.title, Blob{sketch}, a.partial)
      .run();
}

void ItemRows::revise(ArticleRow row, Article const& a) {
  std::string const sketch = bytes_of(a.fingerprint.sketch);
  StatementUse(revise_, static_cast<std::int64_t>(row), a.fingerprint.words, a.fingerprint.title, Blob{sketch},
               a.partial, a.revision, a.completion, a.note)
      .run();
  StatementUse(release_, static_cast<std::int64_t>(row)).run();
}

std::vector<ArticleRow> ItemRows::take_awaiting_page(FeedId const& feed, Timestamp now) {
  std::vector<ArticleRow> rows;
  {
    StatementUse use(awaiting_, feed, now);
    while (use.step()) rows.push_back(ArticleRow{use.number(0)});
  }
  for (ArticleRow const row : rows) StatementUse(take_awaiting_, static_cast<std::int64_t>(row)).run();
  return rows;
}

void ItemRows::finish(ArticleRow row, bool told, std::optional<Timestamp> page_after) {
  StatementUse(finish_, static_cast<std::int64_t>(row), told, page_after, page_after.has_value()).run();
}

bool ItemRows::begin(ArticleRow row) {
  return StatementUse(begin_, static_cast<std::int64_t>(row), most_attempts).run() == 1;
}

void ItemRows::quarantine(ArticleRow row, Timestamp since) {
  StatementUse(quarantine_, static_cast<std::int64_t>(row), since).run();
}

std::vector<ArticleRow> ItemRows::release(ArticleId const& id) {
  std::vector<ArticleRow> rows;
  if (id.empty()) {
    StatementUse use(quarantined_);
    while (use.step()) rows.push_back(ArticleRow{use.number(0)});
  } else if (StatementUse use(by_id_, id); use.step()) {
    rows.push_back(ArticleRow{use.number(0)});
  }
  std::erase_if(rows,
                [&](ArticleRow row) { return StatementUse(release_, static_cast<std::int64_t>(row)).run() == 0; });
  for (ArticleRow const row : rows) StatementUse(forgive_, static_cast<std::int64_t>(row)).run();
  return rows;
}

}  // namespace rasid::store
