#pragma once

#include <SQLiteCpp/Statement.h>

#include "daemon/store/article_rows.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// The tables of alerts, of the articles that joined them, and of what was not told.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class AlertRows {
 public:
  explicit AlertRows(SQLite::Database& database);

  bool has(AlertId const& id);
  std::optional<KnownAlert> find(Alert const& alert, FeedId const& feed);
  std::vector<AlertSource> sources(AlertId const& id, std::size_t most);
  /// False where this revision of it is stored already; it stays as it is, and nobody is told again.
  bool add(Alert const& alert, ArticleRow cause);
  /// Notes why somebody was not told, and with which alert the article went where one absorbed it.
  void add(Suppression const& suppression, ArticleRow article);
  /// Notes that a feed carries an alert which exists, by its first article.
  void carry(AlertId const& alert, FeedId const& feed, ArticleRow article);

 private:
  SQLite::Statement has_, find_, proofs_, carriers_, sources_, insert_, suppress_, join_, carry_;
};

}  // namespace rasid::store
