#pragma once

#include "daemon/scheduler/rhythm.h"

namespace rasid::scheduling {

/// Bounds of the next poll's time, in seconds after the last one.
struct Bounds {
  double least = 60;
  double most = 86'400;
};

/// How many seconds after `now` a feed is polled next: as soon as the delay that its unseen items are expected to have
/// gathered, summed over them, is worth one poll. `price` is that worth, in item-seconds.
///
/// With a steady rate r this is the interval sqrt(2 price / r), so that polls are in proportion to the square root of
/// the rate; with a rate that changes, polls come close where items do.
double next_poll_after(Rhythm const& rhythm, double now, double price, Bounds bounds);

}  // namespace rasid::scheduling
