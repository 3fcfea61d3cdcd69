#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::sinks {

/// Deliveries swept away in one round.
inline constexpr std::size_t sweep_at_once = 500;

/// What one round is to do with the store.
struct OutboxPlan {
  Timestamp now, lease_until;
  std::vector<store::Attempt> ended;
  std::vector<std::int64_t> returned;
  std::vector<store::SinkState> switched, health;
  std::vector<store::Wanted> wanted;
  std::optional<std::int64_t> known_changes;
  std::optional<Timestamp> keep_delivered_from, keep_dead_from;  // where it is time to sweep
};

/// What came of it.
struct OutboxRound {
  store::Claim claim;
  std::int64_t changes = 0;
  std::optional<std::vector<store::SinkState>> states;  // where others have written
  std::size_t swept = 0;
  std::optional<Error> trouble;  // after what ended was recorded
};

/// Does the plan, on the store's thread. An error says that nothing was recorded; trouble after that does not undo the
/// record. Where others have written to the database, nothing is claimed: whom there is something for is to be asked
/// again with what they wrote.
Result<OutboxRound> carry_out(OutboxPlan const& plan, store::Store& store);

}  // namespace rasid::sinks
