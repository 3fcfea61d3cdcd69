#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// Order of arrival of an article: how the other tables refer to it.
enum class ArticleRow : std::int64_t {};

/// The tables of articles and their mentions. Throws SQLite::Exception; what is undone is the caller's to decide.
class ArticleRows {
 public:
  explicit ArticleRows(SQLite::Database& database);

  /// False where an article of this id is stored already; it stays as it is.
  bool add(Article const& article);

  struct Place {
    ArticleRow row;
    bool handled;
  };
  std::optional<Place> find(ArticleId const& id);

  /// Up to `most` unhandled articles that arrived after `after`, in the order of arrival; from the oldest on where
  /// `after` is empty or unknown.
  std::vector<Article> unhandled(std::size_t most, ArticleId const& after);

  /// Stores what handling changed in the article itself, and its mentions.
  void finish(ArticleRow row, HandledArticle const& handled);

 private:
  SQLite::Statement insert_, find_, unhandled_, finish_, mention_;
};

}  // namespace rasid::store
