#pragma once

#include "daemon/store/batch.h"
#include "daemon/store/memory_rows.h"

namespace rasid::store {

/// MemoryStore over its rows; part of the SQLite store, whose batch it shares.
class SqliteMemory final : public MemoryStore {
 public:
  SqliteMemory(Batch& batch, MemoryRows& rows) : batch_(batch), rows_(rows) {}

  Result<WatchMemory> memory_of(WatchId const& watch, std::uint64_t digest, Timestamp now) override;
  Result<std::optional<std::string>> recall(WatchMemory const& memory, std::string const& key) override;
  Result<MemoriesTaken> take_over(std::vector<RememberingWatch> const& watches, Timestamp now) override;
  Result<std::vector<DueMemory>> due(Timestamp now, std::size_t most) override;
  Result<std::optional<Timestamp>> next_due() override;
  Result<> save(MemoryPart const& part) override;
  Result<std::size_t> forget(Timestamp now, std::size_t most) override;
  Result<std::vector<NamedArticle>> named(std::vector<std::string> const& articles) override;
  Result<std::optional<SeenUntil>> seen_until(std::vector<FeedId> const& feeds) override;

 private:
  Batch& batch_;
  MemoryRows& rows_;
};

}  // namespace rasid::store
