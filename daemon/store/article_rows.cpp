#include "daemon/store/article_rows.h"

#include <algorithm>

#include "daemon/store/article_tags.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {

ArticleRows::ArticleRows(SQLite::Database& database)
    : insert_(
          database,
          "INSERT INTO articles (id, feed, guid, url, title, author, language, tags, published, updated, fetched, body)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING"),
      find_(database, "SELECT row, handled FROM articles WHERE id = ?1"),
      // The index is named: the planner would rather walk all rows after ?1, of which nearly all are handled.
      unhandled_(database,
                 "SELECT id, feed, guid, url, title, author, language, tags, published, updated, fetched, body"
                 " FROM articles INDEXED BY articles_unhandled WHERE handled = 0 AND row > ?1 ORDER BY row LIMIT ?2"),
      finish_(database,
              "UPDATE articles SET title = ?2, author = ?3, language = ?4, tags = ?5, published = ?6, updated = ?7,"
              " story = ?8, body = ?9, handled = 1 WHERE row = ?1"),
      mention_(database,
               "INSERT INTO mentions (article, ordinal, entity, kind, first, past, surface, method, confidence)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)") {}

bool ArticleRows::add(Article const& a) {
  return StatementUse(insert_, a.id, a.feed, a.guid, a.url, a.title, a.author, a.language, tags_text(a.tags),
                      a.published, a.updated, a.fetched, a.body)
             .run() == 1;
}

std::optional<ArticleRows::Place> ArticleRows::find(ArticleId const& id) {
  StatementUse use(find_, id);
  if (!use.step()) return std::nullopt;
  return Place{ArticleRow{use.number(0)}, use.number(1) != 0};
}

std::vector<Article> ArticleRows::unhandled(std::size_t most, ArticleId const& after) {
  std::optional<Place> const last = after.empty() ? std::nullopt : find(after);
  std::int64_t const from = last ? static_cast<std::int64_t>(last->row) : 0;
  std::vector<Article> articles;
  StatementUse use(unhandled_, from, std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max()));
  while (use.step()) {
    Article a;
    a.id.value = use.text(0);
    a.feed.value = use.text(1);
    a.guid = use.text(2);
    a.url = use.text(3);
    a.title = use.text(4);
    a.author = use.text(5);
    a.language = use.text(6);
    a.tags = tags_of(use.text(7));
    a.published = use.maybe_time(8);
    a.updated = use.maybe_time(9);
    a.fetched = use.time(10);
    a.body = use.text(11);
    articles.push_back(std::move(a));
  }
  return articles;
}

void ArticleRows::finish(ArticleRow row, HandledArticle const& handled) {
  auto const number = static_cast<std::int64_t>(row);
  Article const& a = handled.article;
  StatementUse(finish_, number, a.title, a.author, a.language, tags_text(a.tags), a.published, a.updated, handled.story,
               a.body)
      .run();
  std::int64_t ordinal = 0;
  for (StoredMention const& m : handled.mentions) {
    StatementUse(mention_, number, ordinal++, m.entity, m.kind, m.begin, m.end, m.surface, m.method, m.confidence)
        .run();
  }
}

}  // namespace rasid::store
