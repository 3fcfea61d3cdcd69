#include "daemon/store/memory_rows.h"

#include <algorithm>

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

/// A file may be broken for a while, or a watch be taken out and put back.
constexpr Duration keep_without_watch{std::chrono::days{7}};

std::int64_t stored(std::uint64_t digest) {
  return static_cast<std::int64_t>(digest);
}

}  // namespace

MemoryRows::MemoryRows(SQLite::Database& database)
    : find_(database, "SELECT row, since, gone IS NOT NULL FROM watch_memories WHERE watch = ?1 AND digest = ?2"),
      begin_(database, "INSERT INTO watch_memories (watch, digest, since) VALUES (?1, ?2, ?3) RETURNING row"),
      recall_(database, "SELECT bytes FROM watch_parts WHERE memory = ?1 AND key = ?2"),
      save_(database,
            "INSERT INTO watch_parts (memory, key, touched, keep, due, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT (memory, key) DO UPDATE SET touched = max(touched, excluded.touched), keep = excluded.keep,"
            " due = excluded.due, bytes = excluded.bytes"),
      count_(database, "UPDATE watch_memories SET parts = parts + 1 WHERE row = ?1 RETURNING parts"),
      drop_(database,
            "DELETE FROM watch_parts WHERE memory = ?1 AND key ="
            " (SELECT key FROM watch_parts INDEXED BY watch_parts_touched WHERE memory = ?1 ORDER BY touched LIMIT 1)"),
      round_(database, "SELECT coalesce(max(taken), 0) + 1 FROM watch_memories WHERE gone IS NULL"),
      retire_(database, "UPDATE watch_memories SET gone = ?1 WHERE gone IS NULL AND taken < ?2"),
      revive_(database, "UPDATE watch_memories SET gone = NULL, taken = ?2 WHERE row = ?1"),
      had_another_(database, "SELECT 1 FROM watch_memories WHERE watch = ?1 AND digest <> ?2 AND gone IS NULL"),
      due_(database,
           "SELECT m.watch, m.digest, m.row, m.since, p.key, p.bytes FROM watch_parts p INDEXED BY watch_parts_due"
           " JOIN watch_memories m ON m.row = p.memory WHERE p.due <= ?1 AND m.gone IS NULL ORDER BY p.due LIMIT ?2"),
      next_due_(database,
                "SELECT p.due FROM watch_parts p INDEXED BY watch_parts_due JOIN watch_memories m ON m.row = p.memory"
                " WHERE p.due > ?1 AND m.gone IS NULL ORDER BY p.due LIMIT 1"),
      forget_(database,
              "DELETE FROM watch_parts WHERE (memory, key) IN (SELECT memory, key FROM watch_parts"
              " INDEXED BY watch_parts_keep WHERE keep < ?1 LIMIT ?2) RETURNING memory"),
      forgotten_(database, "UPDATE watch_memories SET parts = parts - 1 WHERE row = ?1"),
      forget_memories_(database, "DELETE FROM watch_memories WHERE gone < ?1"),
      named_(database, "SELECT id, feed, url, title, published FROM articles WHERE id = ?1"),
      last_success_(database, "SELECT last_success FROM feeds WHERE feed = ?1"),
      all_successes_(database, "SELECT feed, coalesce(last_success, ?1) FROM feeds WHERE gone = 0 AND paused = 0"),
      unhandled_(database,
                 "SELECT 1 FROM articles INDEXED BY articles_unhandled WHERE handled = 0 AND fetched <= ?1 LIMIT 1") {}

std::optional<WatchMemory> MemoryRows::find(WatchId const& watch, std::uint64_t digest) {
  StatementUse use(find_, watch, stored(digest));
  return use.step() ? std::optional(WatchMemory{use.number(0), use.time(1)}) : std::nullopt;
}

WatchMemory MemoryRows::memory_of(WatchId const& watch, std::uint64_t digest, Timestamp now) {
  if (auto const known = find(watch, digest)) return *known;
  StatementUse use(begin_, watch, stored(digest), now);
  use.step();
  return {use.number(0), now};
}

std::optional<std::string> MemoryRows::recall(std::int64_t memory, std::string const& key) {
  StatementUse use(recall_, memory, key);
  return use.step() ? std::optional(use.blob(0)) : std::nullopt;
}

MemoriesTaken MemoryRows::take_over(std::vector<RememberingWatch> const& watches, Timestamp now) {
  MemoriesTaken out;
  // What is not marked by this round belongs to no watch any more.
  std::int64_t round = 1;
  if (StatementUse use(round_); use.step()) round = use.number(0);
  for (auto const& [watch, digest, beginning] : watches) {
    bool const had_another = StatementUse(had_another_, watch, stored(digest)).step();
    auto const known = find(watch, digest);
    if (had_another) {
      out.begun_anew.push_back(watch);
    } else {
      ++(known ? out.kept : out.begun);
    }
    WatchMemory const memory = known ? *known : memory_of(watch, digest, now);
    if (beginning && !recall(memory.row, beginning->key)) {
      MemoryPart part = *beginning;
      part.memory = memory.row;
      save(part);
    }
    StatementUse(revive_, memory.row, round).run();
  }
  StatementUse(retire_, now, round).run();
  StatementUse(forget_memories_, now - keep_without_watch).run();
  return out;
}

std::vector<DueMemory> MemoryRows::due(Timestamp now, std::size_t most) {
  std::vector<DueMemory> all;
  for (StatementUse use(due_, now, most); use.step();) {
    all.push_back({{use.text(0)},
                   static_cast<std::uint64_t>(use.number(1)),
                   {use.number(2), use.time(3)},
                   use.text(4),
                   use.blob(5)});
  }
  return all;
}

std::optional<Timestamp> MemoryRows::next_due() {
  StatementUse use(next_due_, Timestamp::min());
  return use.step() ? std::optional(use.time(0)) : std::nullopt;
}

void MemoryRows::save(MemoryPart const& part) {
  if (part.fresh) make_room(part.memory);
  StatementUse(save_, part.memory, part.key, part.touched, part.keep, part.due, Blob{part.bytes}).run();
}

void MemoryRows::make_room(std::int64_t memory) {
  StatementUse use(count_, memory);
  if (!use.step() || use.number(0) <= most_parts) return;
  if (StatementUse(drop_, memory).run() == 1) StatementUse(forgotten_, memory).run();
}

std::size_t MemoryRows::forget(Timestamp now, std::size_t most) {
  std::vector<std::int64_t> memories;
  for (StatementUse use(forget_, now, most); use.step();) memories.push_back(use.number(0));
  for (std::int64_t const memory : memories) StatementUse(forgotten_, memory).run();
  return memories.size();
}

std::vector<NamedArticle> MemoryRows::named(std::vector<std::string> const& articles) {
  std::vector<NamedArticle> all;
  for (std::string const& id : articles) {
    StatementUse use(named_, id);
    if (use.step()) all.push_back({{use.text(0)}, {use.text(1)}, use.text(2), use.text(3), use.maybe_time(4)});
  }
  return all;
}

std::optional<SeenUntil> MemoryRows::seen_until(std::vector<FeedId> const& feeds) {
  std::vector<std::pair<Timestamp, std::string>> successes;
  for (FeedId const& feed : feeds) {
    StatementUse use(last_success_, feed);
    successes.emplace_back(use.step() ? use.maybe_time(0).value_or(Timestamp::min()) : Timestamp::min(), feed.value);
  }
  if (feeds.empty()) {
    for (StatementUse use(all_successes_, Timestamp::min()); use.step();) {
      successes.emplace_back(use.time(1), use.text(0));
    }
  }
  if (successes.empty()) return std::nullopt;
  std::ranges::sort(successes);
  auto const& [until, feed] = feeds.empty() ? successes[successes.size() / 2] : successes.front();
  if (until == Timestamp::min() || StatementUse(unhandled_, until).step()) return std::nullopt;
  return SeenUntil{until, {feed}};
}

}  // namespace rasid::store
