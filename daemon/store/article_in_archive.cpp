#include "daemon/store/article_in_archive.h"

#include "daemon/store/article_tags.h"

namespace rasid::store {
namespace {

std::vector<StoredMention> mentions_of(SQLite::Statement& statement, std::int64_t row) {
  std::vector<StoredMention> out;
  StatementUse use(statement, row);
  while (use.step()) {
    StoredMention& mention = out.emplace_back();
    mention.entity = use.text(0);
    mention.kind = use.text(1);
    mention.begin = static_cast<decltype(mention.begin)>(use.number(2));
    mention.end = static_cast<decltype(mention.end)>(use.number(3));
    mention.surface = use.text(4);
    mention.method = use.text(5);
    mention.confidence = static_cast<float>(statement.getColumn(6).getDouble());
  }
  return out;
}

Article article_in(StatementUse const& row) {
  Article a;
  a.id.value = row.text(1);
  a.feed.value = row.text(2);
  a.guid = row.text(3);
  a.url = row.text(4);
  a.title = row.text(5);
  a.author = row.text(6);
  a.language = row.text(7);
  a.tags = tags_of(row.text(8));
  a.published = row.maybe_time(9);
  a.updated = row.maybe_time(10);
  a.fetched = row.time(11);
  a.body = row.text(12);
  return a;
}

}  // namespace

ArchiveStatements::ArchiveStatements(SQLite::Database& database, std::string const& which)
    : articles(
          database,
          "SELECT row, id, feed, guid, url, title, author, language, tags, published, updated, fetched, body, story"
          " FROM articles WHERE " +
              which + " ORDER BY row"),
      mentions(database,
               "SELECT entity, kind, first, past, surface, method, confidence FROM mentions WHERE article = ?1"
               " ORDER BY ordinal") {}

ArchivedArticle archived_in(StatementUse const& row, SQLite::Statement& mentions) {
  return {article_in(row), mentions_of(mentions, row.number(0)), StoryId{row.text(13)}};
}

}  // namespace rasid::store
