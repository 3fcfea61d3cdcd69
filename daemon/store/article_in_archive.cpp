#include "daemon/store/article_in_archive.h"

#include "daemon/store/article_columns.h"

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

constexpr int after_columns = 1 + article_column_count;

Article article_in(StatementUse const& row) {
  Article article = article_without_text(row, 1);
  article.body = row.text(after_columns);
  return article;
}

}  // namespace

ArchiveStatements::ArchiveStatements(SQLite::Database& database, std::string const& which)
    : articles(database, std::string("SELECT a.row, ") + article_columns + ", a.body, a.story FROM articles a WHERE " +
                             which + " ORDER BY a.row"),
      mentions(database,
               "SELECT entity, kind, first, past, surface, method, confidence FROM mentions WHERE article = ?1"
               " ORDER BY ordinal") {}

ArchivedArticle archived_in(StatementUse const& row, SQLite::Statement& mentions) {
  return {article_in(row), mentions_of(mentions, row.number(0)), StoryId{row.text(after_columns + 1)}};
}

}  // namespace rasid::store
