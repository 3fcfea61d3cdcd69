#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <vector>

#include "daemon/store/store.h"

namespace rasid::store {

/// The table of deliveries. One that waits stands in one index, one that is leased in another, one that is done in
/// neither: no question about what is due reads more rows than it returns, however long a dead sink's queue is.
/// Throws SQLite::Exception; what is undone is the caller's to decide.
class OutboxRows {
 public:
  explicit OutboxRows(SQLite::Database& database);

  /// False where the sink has a delivery of this revision of the alert already.
  bool add(Alert const& alert, SinkId const& sink);

  std::vector<Delivery> claim(Timestamp now, std::size_t most, Timestamp lease_until, std::vector<SinkId> const& busy);
  /// False, and nothing changed, where the delivery is unknown or was settled before.
  bool record(Attempt const& attempt);
  void release_leases();
  std::optional<Timestamp> next_due();

 private:
  struct Due {
    Timestamp next;
    std::int64_t id;
    friend auto operator<=>(Due const&, Due const&) = default;
  };
  /// Sinks that anything waits for, in order.
  std::vector<SinkId> waiting_sinks();
  std::vector<Due> due(SinkId const& sink, Timestamp now, std::size_t most);
  Delivery lease(std::int64_t id, Timestamp until);

  SQLite::Statement insert_, next_sink_, due_, read_, lease_, record_, expire_, release_, first_waiting_, first_leased_;
};

}  // namespace rasid::store
