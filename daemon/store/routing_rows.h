#pragma once

#include <SQLiteCpp/Statement.h>

#include "daemon/store/article_rows.h"
#include "daemon/store/routing.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// The tables of silences, of messages that wait and of what is to follow them.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class RoutingRows {
 public:
  explicit RoutingRows(SQLite::Database& database);

  std::vector<Silence> silences(Timestamp now);
  void add_silenced(Alert const& alert, ArticleRow article);

  /// What waits of a message, and what is to follow it.
  void add(Alert const& message);

  SinkLoad load(SinkId const& sink, Timestamp since);
  void note_sent(SinkId const& sink, Timestamp now);

  std::optional<Timestamp> until(SinkId const& sink, std::string const& batch);
  std::vector<HeldBatch> due_batches(Timestamp now, std::size_t most);
  std::vector<HeldMessage> held(HeldBatch const& batch, std::size_t most);
  void postpone(HeldBatch const& batch, Timestamp until);
  bool forget(HeldBatch const& batch, HeldMessage const& message);

  std::vector<DueFollowUp> due_follow_ups(Timestamp now, std::size_t most);
  void end(DueFollowUp const& done);
  void add(AlertId const& alert, FollowUp const& what);

  std::optional<ArticleRow> cause_of(AlertId const& alert);
  std::optional<Timestamp> next_due();

 private:
  void read_latest(DueFollowUp& into);

  SQLite::Statement silences_, silenced_, hold_, forget_sent_, count_sent_, note_sent_, until_, due_, held_, postpone_,
      unhold_, follow_, due_follow_ups_, end_, latest_, first_, cause_, next_held_, next_follow_up_;
};

}  // namespace rasid::store
