#pragma once

#include <SQLiteCpp/Statement.h>

#include "daemon/store/memory.h"

namespace rasid::store {

/// The tables of what watches remember. Throws SQLite::Exception; what is undone is the caller's to decide.
class MemoryRows {
 public:
  explicit MemoryRows(SQLite::Database& database);

  std::optional<WatchMemory> find(WatchId const& watch, std::uint64_t digest);
  WatchMemory memory_of(WatchId const& watch, std::uint64_t digest, Timestamp now);
  std::optional<std::string> recall(std::int64_t memory, std::string const& key);
  MemoriesTaken take_over(std::vector<RememberingWatch> const& watches, Timestamp now);
  std::vector<DueMemory> due(Timestamp now, std::size_t most);
  std::optional<Timestamp> next_due();
  void save(MemoryPart const& part);
  std::size_t forget(Timestamp now, std::size_t most);
  std::vector<NamedArticle> named(std::vector<std::string> const& articles);
  std::optional<SeenUntil> seen_until(std::vector<FeedId> const& feeds);

 private:
  void make_room(std::int64_t memory);

  SQLite::Statement find_, begin_, recall_, save_, count_, drop_, round_, retire_, revive_, had_another_, due_,
      next_due_, forget_, forgotten_, forget_memories_, named_, last_success_, all_successes_, unhandled_;
};

}  // namespace rasid::store
