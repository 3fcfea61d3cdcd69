#pragma once

#include <array>

namespace rasid::scheduling {

/// When in the day and in the week a feed publishes: decayed counts of items and of the time watched, an hour of the
/// day and a day of the week each (UTC; Monday is 0 only by luck of no consequence: days are counted from 1970-01-01).
/// Items are fractions where other causes (a follow-up, a batch) explain a part of them.
struct Tally {
  std::array<float, 24> hour_items{};
  std::array<float, 24> hour_watched{};  // hours
  std::array<float, 7> day_items{};
  std::array<float, 7> day_watched{};  // hours
  float seen = 0;                      // items whole, whatever caused them

  /// Adds the time between two moments (seconds since 1970) as watched; the past is forgotten little by little.
  void watch(double from, double until);
  /// One item, of which this share counts for the hour and the day.
  void add(double at, double share);
  [[nodiscard]] double seen_a_day() const noexcept;
  [[nodiscard]] double items() const noexcept;
  [[nodiscard]] double watched() const noexcept;  // hours

  friend bool operator==(Tally const&, Tally const&) = default;
};

/// Items a second, by hour of the day and day of the week: what a Tally says once chance is filtered out.
///
/// The 24 counts are taken apart into harmonics, and each is kept by how far it stands above what chance alone gives
/// (a Wiener filter for Poisson counts): few items give a smooth day, many show office hours as sharp as they are. Days
/// of the week are drawn towards the mean.
class Profile {
 public:
  explicit Profile(Tally const& tally);
  [[nodiscard]] double rate(double at) const noexcept;
  [[nodiscard]] double mean() const noexcept { return mean_; }
  /// Mean of the square root of the rate over the day: what polls cost by the square-root law.
  [[nodiscard]] double mean_root() const noexcept;

 private:
  double mean_ = 0;
  std::array<double, 24> hour_{};  // factors around 1
  std::array<double, 7> day_{};
};

}  // namespace rasid::scheduling
