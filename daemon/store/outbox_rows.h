#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// The table of deliveries. One that waits stands in one index, one that is leased in another, one that is settled in
/// neither: no question about what is due reads more rows than it returns and those whose order holds them back,
/// however long a dead sink's queue is. Throws SQLite::Exception; what is undone is the caller's to decide.
class OutboxRows {
 public:
  explicit OutboxRows(SQLite::Database& database);

  /// False where the sink has a delivery of this revision of the alert already.
  bool add(Alert const& alert, SinkId const& sink);

  Claim claim(Timestamp now, Timestamp lease_until, std::vector<Wanted> const& wanted);
  void give_back(std::int64_t id);
  /// False, and nothing changed, where the delivery is unknown or was settled before.
  bool record(Attempt const& attempt);
  void release_leases();
  /// Deletes those that were settled so before then; how many.
  std::size_t sweep(DeliveryState settled, Timestamp before, std::size_t most);

 private:
  void take_due(Wanted const& wanted, Timestamp now, std::vector<Delivery>& into);
  std::optional<Timestamp> next_due(std::vector<Wanted> const& wanted, Timestamp now);

  SQLite::Statement insert_, due_, lease_, record_, expire_, release_, next_waiting_, first_leased_, give_back_, sweep_;
};

}  // namespace rasid::store
