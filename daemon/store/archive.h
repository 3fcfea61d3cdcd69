#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// An article as it was stored, and what was found in it then.
struct ArchivedArticle {
  Article article;
  std::vector<StoredMention> mentions;
  StoryId story;  // empty where it has not been handled
};

/// Reads the stored articles, oldest first, while the daemon may go on writing: it opens the database for reading only,
/// takes no lock of ours, and sees the state of the moment it was opened. For one thread.
class Archive {
 public:
  /// Articles published (or else fetched) since `since`. Errors as open_sqlite_store()'s.
  static Result<Archive> open(std::filesystem::path const& file, Timestamp since);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  /// Up to `most` more; empty after the last.
  Result<std::vector<ArchivedArticle>> next(std::size_t most);
  /// How much of the whole was read, 0 … 1.
  [[nodiscard]] double progress() const;

 private:
  struct Reading;
  explicit Archive(std::unique_ptr<Reading> reading);

  std::unique_ptr<Reading> reading_;
};

}  // namespace rasid::store
