#pragma once

#include "daemon/store/routing.h"

namespace rasid::routing {

/// The alert as its next revision, as a reminder or an escalation: type alert.reminder or alert.escalated, and
/// data.follow_up. `of` is how many reminders there are at most. Its sinks are the caller's to set.
Alert follow_up_message(store::DueFollowUp const& due, std::uint32_t of, Timestamp now);

}  // namespace rasid::routing
