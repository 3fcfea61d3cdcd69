#pragma once

#include <span>
#include <vector>

namespace rasid::scheduling {

/// A time of day at which a feed publishes in a batch.
struct Moment {
  float at = 0;       // seconds after midnight UTC: the middle of the items
  float spread = 60;  // standard deviation of the items around it, in seconds
  float items = 1;    // of one batch
  float hits = 0;     // decayed count of the days it came true after the first
  float chances = 0;  // decayed count of the days it could have

  friend bool operator==(Moment const&, Moment const&) = default;
};

/// Items that came close together. Times are seconds since 1970.
struct Burst {
  double first = 0, last = 0;
  double sum = 0, squares = 0;  // of the times after `first`, for mean and spread
  float items = 0;
  float blur = 0;  // standard deviation of what is known of an item's time, in seconds

  void add(double at, double blur_of_item);
  friend bool operator==(Burst const&, Burst const&) = default;
};

/// The batch moments of one feed, found among bursts that come again at the same time of day. A burst founds a moment;
/// only the days after it are evidence. How regular the feed is in all says how much a new one is believed.
struct Moments {
  static constexpr std::size_t most = 24;

  std::vector<Moment> list;
  float bursts = 0;    // decayed count
  float matched = 0;   // of them those that fell upon a moment
  float expected = 0;  // how many would have done so by chance

  /// Learns from a burst that has ended.
  void take(Burst const& burst);
  /// Counts the moments that passed in (from, until] as chances, whether or not they came true.
  void pass(double from, double until);

  /// Items a second at `at`.
  [[nodiscard]] double rate(double at) const noexcept;
  /// How likely the feed publishes at the moment on a given day, beyond chance; 0 … 1.
  [[nodiscard]] double belief(Moment const& moment) const noexcept;
  /// The share of bursts that come again on the next day at the same time; 0 … 1.
  [[nodiscard]] double regularity() const noexcept;

  friend bool operator==(Moments const&, Moments const&) = default;
};

/// Seconds from the moment to the time of day of `at`, in (-12 h, 12 h].
double offset_from(Moment const& moment, double at) noexcept;

}  // namespace rasid::scheduling
