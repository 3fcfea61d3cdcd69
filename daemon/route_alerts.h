#pragma once

#include <span>

#include "daemon/alerts/alert.h"
#include "daemon/configuration/snapshot.h"
#include "daemon/routing/silences.h"

namespace rasid {

/// Gives each alert about `article` the sinks its route says, where one fits, and the silence that mutes it, if one
/// does. Pure; safe on many threads.
void route_alerts(std::span<Alert> alerts, Article const& article, Extraction const& extraction,
                  configuration::Snapshot const& snapshot, routing::SilenceSet const& silences, Timestamp now);

}  // namespace rasid
