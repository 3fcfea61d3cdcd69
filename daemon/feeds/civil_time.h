#pragma once

#include <optional>

#include "extractors/model/time.h"

namespace rasid::feeds {

/// Where the numbers of the months of other calendars begin.
constexpr int solar_months = 101;  // Solar Hijri, of Iran and Afghanistan
constexpr int lunar_months = 201;  // Hijri, by the reckoning of Umm al-Qura

/// A date and time as its parts were written.
struct CivilTime {
  int year = 0;
  int month = 1;  // 1 … 12; from solar_months or lunar_months on in those calendars
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  int offset = 0;  // minutes east of UTC
};

/// The moment it names, or nothing where there is no such day, hour or offset. 24:00:00 is the end of its day and a
/// leap second is the first second of the next minute.
std::optional<Timestamp> moment_of(CivilTime const& civil);

/// Chooses the calendar of a date that is all numbers by its year: no feed is as old as the years 1178 … 1633, and none
/// is from the future. Up to 1424 they are Solar Hijri (until 2046), from then on Hijri (since 2004).
constexpr void choose_calendar(CivilTime& civil) {
  if (civil.month < 1 || civil.month > 12 || civil.year < 1178 || civil.year > 1633) return;
  civil.month += (civil.year < 1425 ? solar_months : lunar_months) - 1;
}

/// A year of two or three digits as RFC 2822 (4.3) reads it.
constexpr int full_year(int year, int digits) {
  if (digits == 2) return year < 50 ? year + 2000 : year + 1900;
  if (digits == 3) return year + 1900;
  return year;
}

}  // namespace rasid::feeds
