#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::rules {

/// A stretch of the day in a time zone, such as "22:00-07:00 Asia/Baghdad". It begins on the days named and may end on
/// the next one.
struct DailyHours {
  Duration from{};  // since local midnight
  Duration to{};    // up to 24 h; not after `from`: on the next day
  std::string time_zone = "UTC";
  std::array<bool, 7> days = {true, true, true, true, true, true, true};  // on which it begins; 0 is Sunday

  /// When the stretch that holds `now` ends; nothing where none does. On a day whose clocks change, its ends are where
  /// the wall clock shows them.
  [[nodiscard]] std::optional<Timestamp> end_of(Timestamp now) const;
  /// When so much time inside the stretches has passed since then: 6 h of 07:00-23:00 that begin at 22:00 end at 12:00
  /// on the next day. Timestamp::max() where no day is named.
  [[nodiscard]] Timestamp after(Timestamp since, Duration open) const;

  friend bool operator==(DailyHours const&, DailyHours const&) = default;
};

/// Reads "22:00-07:00" with an optional zone of the IANA database after it (`zone` where there is none). Nothing where
/// it is neither, or both ends are the same.
std::optional<DailyHours> parse_hours(std::string_view text, std::string const& zone);

/// "08:00" as the time since midnight, up to 24:00.
std::optional<Duration> parse_time_of_day(std::string_view text);

/// "mon" to "sun" (or in full) as 0 for Sunday to 6.
std::optional<std::size_t> parse_day(std::string_view text);

/// The next of the times of the day `at` (since local midnight, not empty) after `now`.
Timestamp next_time_of_day(std::vector<Duration> const& at, std::string const& zone, Timestamp now);

}  // namespace rasid::rules
