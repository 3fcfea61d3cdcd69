#pragma once

#include <optional>
#include <vector>

#include "daemon/routing/condition.h"
#include "extractors/model/id.h"

namespace rasid::routing {

/// Where the alerts that fit a condition go, in place of the sinks their watch names.
struct Route {
  std::optional<Condition> match;  // none: every alert
  std::vector<SinkId> sinks;
  bool go_on = false;  // later routes are asked too
};

/// The sinks of an alert: those of the first route that fits, and of those after it while they say to go on. Who gets
/// to the end of the list has the watch's own as well. Each once, in this order.
std::vector<SinkId> sinks_for(std::vector<Route> const& routes, std::vector<SinkId> const& of_watch,
                              rules::Subject const& alert);

}  // namespace rasid::routing
