#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <span>
#include <vector>

#include "daemon/identity/recognise.h"
#include "daemon/store/article_rows.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// What is known of articles as items of their feeds: names, fingerprints, revisions, attempts.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class ItemRows {
 public:
  explicit ItemRows(SQLite::Database& database);

  /// An article that an item may be.
  struct Candidate {
    ArticleRow row;
    bool handled;
    std::uint32_t revision;
    identity::Known known;
  };
  /// The articles that share an id, a GUID, a link or a title with one of `items`; at most 32 of one name, the newest.
  std::vector<Candidate> candidates(std::span<Article const> items);

  void add(ArticleRow row, Article const& article);
  /// Adds the names by which the feed now knows it.
  void name(ArticleRow row, Article const& article);
  /// Notes the fingerprint of an article that was stored before there were any, or that is no longer cut off.
  void know(ArticleRow row, Article const& article);
  /// The next revision, or the same one completed. All attempts begin anew.
  void revise(ArticleRow row, Article const& article);

  /// Articles of a feed whose page may be asked for again by now, oldest first. They are no more in the next answer.
  std::vector<ArticleRow> take_awaiting_page(FeedId const& feed, Timestamp now);

  /// The outcome of handling: whether somebody was told, and when to ask for the page again.
  void finish(ArticleRow row, bool told, std::optional<Timestamp> page_after);

  /// Counts one more attempt; false, and nothing counted, where there were most_attempts.
  bool begin(ArticleRow row);
  /// No attempts were made at what is unhandled.
  void forgive_all();
  void quarantine(ArticleRow row, Timestamp since);
  /// Takes one article, or all, out of quarantine.
  std::vector<ArticleRow> release(ArticleId const& id);

 private:
  void find(std::int64_t row, std::vector<Candidate>& into);

  SQLite::Statement by_id_, by_key_, identity_, insert_, key_, know_, revise_, awaiting_, take_awaiting_, finish_,
      begin_, quarantine_, quarantined_, release_, forgive_, forgive_all_;
};

}  // namespace rasid::store
