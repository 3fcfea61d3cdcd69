#include "daemon/store/article_rows.h"

#include <algorithm>

#include "daemon/store/article_columns.h"
#include "daemon/store/article_tags.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

constexpr char const* item_columns =
    "i.note, i.partial, i.revision, i.completion, i.page_attempts, iif(i.told, a.story, ''), a.body";

std::string select(char const* from) {
  return std::string("SELECT ") + article_columns + ", " + item_columns + from;
}

Article article_in(StatementUse const& use) {
  Article a = article_without_text(use, 0);
  constexpr int items = article_column_count;
  a.note = use.text(items);
  a.partial = use.number(items + 1) != 0;
  a.revision = static_cast<std::uint32_t>(use.number(items + 2));
  a.completion = use.number(items + 3) != 0;
  a.page_attempts = static_cast<std::uint32_t>(use.number(items + 4));
  a.told_as.value = use.text(items + 5);
  a.body = use.text(items + 6);
  return a;
}

}  // namespace

ArticleRows::ArticleRows(SQLite::Database& database)
    : database_(database),
      insert_(
          database,
          "INSERT INTO articles (id, feed, guid, url, title, author, language, tags, published, updated, fetched, body)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING"),
      find_(database, "SELECT row, handled, i.revision FROM articles JOIN items i ON i.article = row WHERE id = ?1"),
      // The index is named: the planner would rather walk all rows after ?1, of which nearly all are handled.
      unhandled_(database, select(" FROM articles a INDEXED BY articles_unhandled JOIN items i ON i.article = a.row"
                                  " WHERE a.handled = 0 AND a.row > ?1 ORDER BY a.row LIMIT ?2")),
      read_(database, select(" FROM articles a JOIN items i ON i.article = a.row WHERE a.row = ?1")),
      // What we saw first of it stays: when it was fetched, and its date where the new one gives none.
      replace_(database,
               "UPDATE articles SET guid = ?2, url = ?3, title = ?4, author = ?5, language = ?6, tags = ?7,"
               " published = coalesce(?8, published), updated = ?9, body = ?10, handled = 0 WHERE row = ?1"),
      rename_(database, "UPDATE articles SET guid = ?2, url = ?3 WHERE row = ?1"),
      mark_(database, "UPDATE articles SET handled = ?2 WHERE row = ?1"),
      finish_(database,
              "UPDATE articles SET title = ?2, author = ?3, language = ?4, tags = ?5, published = ?6, updated = ?7,"
              " story = ?8, body = ?9, handled = 1 WHERE row = ?1"),
      forget_mentions_(database, "DELETE FROM mentions WHERE article = ?1"),
      mention_(database,
               "INSERT INTO mentions (article, ordinal, entity, kind, first, past, surface, method, confidence)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
      forget_names_(database, "DELETE FROM new_names WHERE article = ?1"),
      name_(database,
            "INSERT INTO new_names (article, ordinal, kind, name, folded, cue, times, first, past, confidence)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)") {}

std::optional<ArticleRow> ArticleRows::add(Article const& a) {
  int const added = StatementUse(insert_, a.id, a.feed, a.guid, a.url, a.title, a.author, a.language, tags_text(a.tags),
                                 a.published, a.updated, a.fetched, a.body)
                        .run();
  if (added != 1) return std::nullopt;
  return ArticleRow{database_.getLastInsertRowid()};
}

std::optional<ArticleRows::Place> ArticleRows::find(ArticleId const& id) {
  StatementUse use(find_, id);
  if (!use.step()) return std::nullopt;
  return Place{ArticleRow{use.number(0)}, use.number(1) != 0, static_cast<std::uint32_t>(use.number(2))};
}

std::vector<Article> ArticleRows::unhandled(std::size_t most, ArticleId const& after) {
  std::optional<Place> const last = after.empty() ? std::nullopt : find(after);
  std::int64_t const from = last ? static_cast<std::int64_t>(last->row) : 0;
  std::vector<Article> articles;
  StatementUse use(unhandled_, from, std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max()));
  while (use.step()) articles.push_back(article_in(use));
  return articles;
}

Article ArticleRows::read(ArticleRow row) {
  StatementUse use(read_, static_cast<std::int64_t>(row));
  if (!use.step()) throw SQLite::Exception("an article is gone from the database", SQLite::OK);
  return article_in(use);
}

void ArticleRows::replace(ArticleRow row, Article const& a) {
  StatementUse(replace_, static_cast<std::int64_t>(row), a.guid, a.url, a.title, a.author, a.language,
               tags_text(a.tags), a.published, a.updated, a.body)
      .run();
}

void ArticleRows::rename(ArticleRow row, Article const& a) {
  StatementUse(rename_, static_cast<std::int64_t>(row), a.guid, a.url).run();
}

void ArticleRows::mark(ArticleRow row, bool handled) {
  StatementUse(mark_, static_cast<std::int64_t>(row), handled ? 1 : 0).run();
}

std::int64_t ArticleRows::finish(ArticleRow row, HandledArticle const& handled) {
  auto const number = static_cast<std::int64_t>(row);
  Article const& a = handled.article;
  StatementUse(finish_, number, a.title, a.author, a.language, tags_text(a.tags), a.published, a.updated, handled.story,
               a.body)
      .run();
  std::int64_t const before = StatementUse(forget_mentions_, number).run();
  std::int64_t ordinal = 0;
  for (StoredMention const& m : handled.mentions) {
    StatementUse(mention_, number, ordinal++, m.entity, m.kind, m.begin, m.end, m.surface, m.method, m.confidence)
        .run();
  }
  put_names(number, handled.names);
  return ordinal - before;
}

void ArticleRows::put_names(std::int64_t article, std::vector<StoredName> const& names) {
  StatementUse(forget_names_, article).run();
  std::int64_t ordinal = 0;
  for (StoredName const& n : names) {
    StatementUse(name_, article, ordinal++, n.kind, n.name, n.folded, n.cue, n.times, n.begin, n.end, n.confidence)
        .run();
  }
}

}  // namespace rasid::store
