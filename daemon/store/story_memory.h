#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>

#include "daemon/store/article_rows.h"
#include "daemon/stories/index.h"

namespace rasid::store {

/// The remembered articles of the last days with their stories: a table, and the index that answers from memory, read
/// from the table at the first question. What is remembered is written in the caller's transaction; where that is
/// undone, the caller says so and the table is read again. Throws SQLite::Exception.
class StoryMemory {
 public:
  explicit StoryMemory(SQLite::Database& database);

  std::optional<StoryPlace> find(stories::Traits const& traits, stories::Settings const& settings);
  /// Remembers an article, instead of what was remembered of it and of the one it copies, and forgets what is too old
  /// or too much by its settings.
  void remember(ArticleRow article, HandledArticle const& handled);
  void forget(ArticleRow article);
  /// What was done since the transaction or the call began is undone.
  void doubt() noexcept { read_ = false; }

 private:
  void read();
  void forget(std::int64_t article);

  stories::Index index_;
  bool read_ = false;
  SQLite::Statement all_, add_, forget_;
};

}  // namespace rasid::store
