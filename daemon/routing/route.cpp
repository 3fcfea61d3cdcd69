#include "daemon/routing/route.h"

#include <algorithm>

namespace rasid::routing {
namespace {

void add_new(std::vector<SinkId> const& more, std::vector<SinkId>& to) {
  for (SinkId const& sink : more) {
    if (std::ranges::find(to, sink) == to.end()) to.push_back(sink);
  }
}

}  // namespace

std::vector<SinkId> sinks_for(std::vector<Route> const& routes, std::vector<SinkId> const& of_watch,
                              rules::Subject const& alert) {
  std::vector<SinkId> sinks;
  for (Route const& route : routes) {
    if (route.match && !route.match->holds(alert)) continue;
    add_new(route.sinks, sinks);
    if (!route.go_on) return sinks;
  }
  add_new(of_watch, sinks);
  return sinks;
}

}  // namespace rasid::routing
