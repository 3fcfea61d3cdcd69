#include "daemon/store/sqlite_memory.h"

namespace rasid::store {

Result<WatchMemory> SqliteMemory::memory_of(WatchId const& watch, std::uint64_t digest, Timestamp now) {
  return batch_.call<WatchMemory>("reading the memory of watch " + watch.value,
                                  [&](Totals&) { return rows_.memory_of(watch, digest, now); });
}

Result<std::optional<std::string>> SqliteMemory::recall(WatchMemory const& memory, std::string const& key) {
  return batch_.call<std::optional<std::string>>("reading a watch's memory",
                                                 [&](Totals&) { return rows_.recall(memory.row, key); });
}

Result<MemoriesTaken> SqliteMemory::take_over(std::vector<RememberingWatch> const& watches, Timestamp now) {
  return batch_.call<MemoriesTaken>("taking over the watches' memories",
                                    [&](Totals&) { return rows_.take_over(watches, now); });
}

Result<std::vector<DueMemory>> SqliteMemory::due(Timestamp now, std::size_t most) {
  return batch_.call<std::vector<DueMemory>>("reading what is due of the watches' memories",
                                             [&](Totals&) { return rows_.due(now, most); });
}

Result<std::optional<Timestamp>> SqliteMemory::next_due() {
  return batch_.call<std::optional<Timestamp>>("reading what is due of the watches' memories",
                                               [&](Totals&) { return rows_.next_due(); });
}

Result<> SqliteMemory::save(MemoryPart const& part) {
  return batch_.call<void>("storing a watch's memory", [&](Totals&) { rows_.save(part); });
}

Result<std::size_t> SqliteMemory::forget(Timestamp now, std::size_t most) {
  return batch_.call<std::size_t>("forgetting old memories", [&](Totals&) { return rows_.forget(now, most); });
}

Result<std::vector<NamedArticle>> SqliteMemory::named(std::vector<std::string> const& articles) {
  return batch_.call<std::vector<NamedArticle>>("reading counted articles",
                                                [&](Totals&) { return rows_.named(articles); });
}

Result<std::optional<SeenUntil>> SqliteMemory::seen_until(std::vector<FeedId> const& feeds) {
  return batch_.call<std::optional<SeenUntil>>("reading when feeds were polled",
                                               [&](Totals&) { return rows_.seen_until(feeds); });
}

}  // namespace rasid::store
