#pragma once

#include "daemon/feeds/element.h"
#include "daemon/feeds/feed.h"

namespace rasid::feeds {

/// Takes what a channel says about when to poll it: ttl, skipHours, skipDays (RSS 2.0), sy:updatePeriod and
/// sy:updateFrequency (RSS 1.0 Syndication). Anything else is passed over.
void take_schedule_hint(Element const& element, Feed& feed);

}  // namespace rasid::feeds
