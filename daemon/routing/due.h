#pragma once

#include <optional>

#include "daemon/routing/policy.h"
#include "daemon/store/routing.h"

namespace rasid::routing {

/// What a round did.
struct DueRound {
  std::size_t digests = 0, released = 0, reminders = 0, escalations = 0;
  bool more = false;                  // there is more to do at once
  std::optional<Timestamp> next_due;  // when there is something to do again

  [[nodiscard]] bool told() const { return digests + released + reminders + escalations > 0; }
};

/// Sends what has waited long enough and what is to follow by now. On the store's thread, in one batch; safe to repeat
/// after a crash at any line, since what is sent leaves what waits in the same commit. Bounded: a round with much to do
/// says that there is more.
Result<DueRound> carry_out_due(store::RoutingStore& store, Policies const& policies, Timestamp now);

}  // namespace rasid::routing
