#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>

#include "daemon/store/article_rows.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// Deletes what is older than it is to be kept, a little at a time, and remembers which items were articles once.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class RetentionRows {
 public:
  explicit RetentionRows(SQLite::Database& database);

  /// One step: looks at `most` articles and alerts that are old enough, and deletes those that may go. `forgotten` gets
  /// the deleted articles.
  Swept sweep(Horizon const& horizon, std::size_t most, Totals& totals, std::vector<ArticleRow>& forgotten);

  /// Whether an item was an article that was swept away; it is no news.
  bool was_swept(Article const& item);

  /// What was done since the transaction or the call began is undone.
  void doubt() noexcept;

 private:
  Swept sweep_articles(Timestamp before, std::size_t most, Totals& totals, std::vector<ArticleRow>& forgotten);
  Swept sweep_alerts(Timestamp before, std::size_t most, Totals& totals);
  void remove_alert(std::string const& id, Totals& totals);

  std::int64_t article_ = 0;        // the last one that was looked at
  std::int64_t alert_ = INT64_MIN;  // when the last one looked at was decided
  std::optional<bool> any_swept_;
  SQLite::Statement old_articles_, remove_article_, note_, was_swept_, any_, old_alerts_, pending_, settled_,
      remove_alert_, remove_joined_, remove_carriers_, remove_acknowledgement_, remove_follow_ups_, remove_silences_,
      free_pages_;
};

}  // namespace rasid::store
