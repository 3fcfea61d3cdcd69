#pragma once

#include <SQLiteCpp/Statement.h>

#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// The table of sinks: how each is doing, and whether it is disabled. A sink that nothing was ever sent to has no row.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class SinkRows {
 public:
  explicit SinkRows(SQLite::Database& database);

  std::vector<SinkState> all();
  /// All but whether it is disabled, which an operator may have changed in the meantime.
  void note(SinkState const& state);
  void set_disabled(SinkState const& state);

 private:
  SQLite::Statement select_, note_, set_disabled_;
};

}  // namespace rasid::store
