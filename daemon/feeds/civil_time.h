#pragma once

#include <optional>

#include "extractors/model/time.h"

namespace rasid::feeds {

/// A date and time as its parts were written.
struct CivilTime {
  int year = 0;
  int month = 1;  // 1 … 12, or 101 … 112 of the Solar Hijri calendar
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

/// A year of two or three digits as RFC 2822 (4.3) reads it.
constexpr int full_year(int year, int digits) {
  if (digits == 2) return year < 50 ? year + 2000 : year + 1900;
  if (digits == 3) return year + 1900;
  return year;
}

}  // namespace rasid::feeds
