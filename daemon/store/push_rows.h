#pragma once

#include <SQLiteCpp/Statement.h>

#include <string>
#include <vector>

#include "daemon/store/push_subscription.h"

namespace rasid::store {

/// The table of subscriptions at hubs. Throws SQLite::Exception; what is undone is the caller's to decide.
class PushRows {
 public:
  explicit PushRows(SQLite::Database& database);

  std::vector<PushSubscription> all();
  void save(PushSubscription const& subscription);
  void forget(std::string const& token);

 private:
  SQLite::Statement select_, replace_, delete_;
};

}  // namespace rasid::store
