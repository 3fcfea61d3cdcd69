#pragma once

#include <optional>

#include "daemon/routing/policy.h"
#include "daemon/store/routing.h"

namespace rasid::routing {

/// Batches of alerts that wait for others to join them are called so, and by the alert's id.
inline constexpr std::string_view waiting_batch = "wait:";

/// Settles for each sink of a message whether it goes at once or waits, by the sinks' policies: what waits moves from
/// `sinks` to `held`. What is to follow where nobody acknowledges it is noted with it. On the store's thread, in the
/// batch that stores the message. The moment is the message's own. A message that is to wait (Alert::wait) waits for
/// all sinks, and their policies have their say when it has.
Result<> place(Alert& message, Policies const& policies, store::RoutingStore& store);
/// The same of a reminder or an escalation: nothing follows it but what was noted already.
Result<> place_follow_up(Alert& message, Policies const& policies, store::RoutingStore& store);

/// When a message of this severity may go to the sink, if not now: at the end of quiet hours.
std::optional<Timestamp> quiet_until(SinkPolicy const& policy, Severity severity, Timestamp now);
/// When the next digest is due, if this one is to wait for it.
std::optional<Timestamp> digest_at(SinkPolicy const& policy, Severity severity, Timestamp now);
/// When there is room under the limit again, if there is none now. `gathering`: what is over the limit already goes out
/// then.
std::optional<Timestamp> overflow_until(RateLimit const& limit, store::SinkLoad const& load,
                                        std::optional<Timestamp> gathering, Timestamp now);
/// The batch of what belongs together: "group:" and the watch, say.
std::string group_of(Alert const& message, Grouping::By by);
/// What is to be done about a message that reaches the sink then.
std::vector<FollowUp> follow_ups(SinkId const& sink, SinkPolicy const& policy, Timestamp told);

}  // namespace rasid::routing
