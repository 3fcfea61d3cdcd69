#pragma once

#include <SQLiteCpp/Statement.h>

#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// The table of feeds. Throws SQLite::Exception; what is undone is the caller's to decide.
class FeedRows {
 public:
  explicit FeedRows(SQLite::Database& database);

  std::vector<FeedState> all();
  void save(FeedState const& state);

 private:
  SQLite::Statement select_, upsert_;
};

}  // namespace rasid::store
