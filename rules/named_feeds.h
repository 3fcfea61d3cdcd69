#pragma once

#include <string>
#include <vector>

#include "rules/watch.h"

namespace rasid::rules {

/// The feeds without one of which the watch's condition cannot hold: those of feed: where every alternative has one.
/// Empty where it may hold on an article of any feed.
std::vector<std::string> named_feeds(Watch const& watch);

}  // namespace rasid::rules
