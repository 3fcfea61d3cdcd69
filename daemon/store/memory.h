#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::store {

/// Parts of one watch's memory at most; of more, what was not touched for longest is dropped.
inline constexpr std::int64_t most_parts = 10'000;

/// The memory of a watch for as long as what it depends on stays the same.
struct WatchMemory {
  std::int64_t row = 0;
  Timestamp since{};  // when it began
};

/// One part of a memory, as it is to be stored (rules/state).
struct MemoryPart {
  std::int64_t memory = 0;  // its row
  std::string key;
  std::string bytes;
  Timestamp touched{};
  std::optional<Timestamp> keep;  // may be forgotten then; never where nothing stands here
  std::optional<Timestamp> due;   // when it is to be looked at
  bool fresh = false;             // it is not stored yet
};

/// A watch in force that remembers; `digest` is of what its memory depends on.
struct RememberingWatch {
  WatchId watch;
  std::uint64_t digest = 0;
  std::optional<MemoryPart> beginning;  // what a new memory begins with
};

/// What became of the memories when watches came into force.
struct MemoriesTaken {
  std::size_t kept = 0;
  std::size_t begun = 0;            // of watches that had none
  std::vector<WatchId> begun_anew;  // of watches whose memory would not fit them any more
};

/// A part whose time has come.
struct DueMemory {
  WatchId watch;
  std::uint64_t digest = 0;
  WatchMemory memory;
  std::string key;
  std::string bytes;
};

/// An article by which an alert was decided, as far as it is shown.
struct NamedArticle {
  ArticleId id;
  FeedId feed;
  std::string url;
  std::string title;
  std::optional<Timestamp> published;
};

/// Up to when all that was published is known, and a feed that was read then.
struct SeenUntil {
  Timestamp time{};
  FeedId feed;
};

/// What watches remember from article to article. Calls are as Store's: on the store's thread, in its batches. What an
/// article changes is stored by Store::finish_article(), together with its alerts. Nothing is kept in memory beside
/// SQLite's own cache: what a batch undoes is undone here as well.
class MemoryStore {
 public:
  virtual ~MemoryStore() = default;

  /// The memory of a watch; it begins `now` where there is none.
  virtual Result<WatchMemory> memory_of(WatchId const& watch, std::uint64_t digest, Timestamp now) = 0;
  virtual Result<std::optional<std::string>> recall(WatchMemory const& memory, std::string const& key) = 0;

  /// These watches come into force, and no others. Memories of others are kept for a week, should their watch come
  /// back.
  virtual Result<MemoriesTaken> take_over(std::vector<RememberingWatch> const& watches, Timestamp now) = 0;

  /// Parts that are due by `now`, of watches in force, what was due first first.
  virtual Result<std::vector<DueMemory>> due(Timestamp now, std::size_t most) = 0;
  virtual Result<std::optional<Timestamp>> next_due() = 0;
  /// Stores a part by itself.
  virtual Result<> save(MemoryPart const& part) = 0;
  /// Forgets parts that nobody needs any more, up to `most`; how many.
  virtual Result<std::size_t> forget(Timestamp now, std::size_t most) = 0;

  /// Those of them that are stored, in the same order.
  virtual Result<std::vector<NamedArticle>> named(std::vector<std::string> const& articles) = 0;

  /// Up to when all that was published is known: these feeds were read successfully after that, and what they brought
  /// is handled. Where no feed is named, so were half of all. Nothing where that cannot be said.
  virtual Result<std::optional<SeenUntil>> seen_until(std::vector<FeedId> const& feeds) = 0;
};

}  // namespace rasid::store
