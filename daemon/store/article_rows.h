#pragma once

#include <SQLiteCpp/Database.h>
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

  /// Nothing where an article of this id is stored already; it stays as it is.
  std::optional<ArticleRow> add(Article const& article);

  struct Place {
    ArticleRow row;
    bool handled;
    std::uint32_t revision;
  };
  std::optional<Place> find(ArticleId const& id);

  /// Up to `most` unhandled articles that arrived after `after`, in the order of arrival; from the oldest on where
  /// `after` is empty or unknown.
  std::vector<Article> unhandled(std::size_t most, ArticleId const& after);

  /// The article as it is stored.
  Article read(ArticleRow row);

  /// Puts the publisher's new text in the place of the one before, to be handled again.
  void replace(ArticleRow row, Article const& article);
  /// Notes the GUID and the link by which the feed now names it.
  void rename(ArticleRow row, Article const& article);
  /// To be handled again, or no more.
  void mark(ArticleRow row, bool handled);

  /// Stores what handling changed in the article itself, and its mentions and names in the place of those before;
  /// returns how many mentions there are now more than before.
  std::int64_t finish(ArticleRow row, HandledArticle const& handled);

 private:
  void put_names(std::int64_t article, std::vector<StoredName> const& names);

  SQLite::Database& database_;
  SQLite::Statement insert_, find_, unhandled_, read_, replace_, rename_, mark_, finish_, forget_mentions_, mention_,
      forget_names_, name_;
};

}  // namespace rasid::store
