#pragma once

#include <span>

#include "daemon/scheduler/moments.h"
#include "daemon/scheduler/profile.h"

namespace rasid::scheduling {

/// What polls taught about when a feed publishes. Its rate at any time is the sum of three causes:
/// - a base rate by hour of the day and day of the week;
/// - follow-ups: an item is followed by another with some probability and after some time (breaking news);
/// - batches at moments of the day.
/// Each item seen counts for each cause by the share of the rate that the cause had (expectation-maximisation, online).
/// Times are seconds since 1970. A plain value: copies, compares, has no clock.
struct Rhythm {
  Tally base;
  Moments moments;
  Burst open;             // the burst that goes on, or the last one
  double seen_until = 0;  // everything published before is known; 0 before the first poll
  double last_item = 0;   // time of the last item seen; 0 where none was
  float parents = 0;      // decayed count of items
  float followed = 0;     // how many of them were follow-ups
  float follow_gap = 0;   // sum of their distances to the item before

  /// A poll at `until` showed `items`, ascending, all in (seen_until, until]; at the first poll any time before.
  /// `blur` is the standard deviation of what is known of their times.
  void observe(double until, std::span<double const> items, double blur);

  friend bool operator==(Rhythm const&, Rhythm const&) = default;
};

/// A Rhythm made ready for questions about the time after `now`.
class Forecast {
 public:
  Forecast(Rhythm const& rhythm, double now);
  /// Items a second expected at `at` (from now on), given that none was seen since the last one known.
  [[nodiscard]] double rate(double at) const noexcept;
  /// How long the rate stays about the same from `at` on, in seconds.
  [[nodiscard]] double steady_for(double at) const noexcept;
  [[nodiscard]] Profile const& profile() const noexcept { return profile_; }

  [[nodiscard]] double follow_rate(double at) const noexcept;

 private:
  Rhythm const& rhythm_;
  Profile profile_;
  double probability_;
  double gap_;
  double alive_;  // probability that a follow-up of the last item is still to come, by now
  double now_;
};

}  // namespace rasid::scheduling
