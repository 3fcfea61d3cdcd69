#include "daemon/feeds/civil_time.h"

#include <unicode/ucal.h>

#include <cmath>
#include <memory>

namespace rasid::feeds {
namespace {

using std::chrono::sys_days;

/// 1 Farvardin of `year` and the days after it. The calendar's leap years follow a cycle of 33 years, which is exact
/// for 1178 … 1633 (1799 … 2255).
std::optional<sys_days> solar_hijri(int year, int month, int day) {
  if (year < 1178 || year > 1633 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  auto const new_year = [](int y) {
    y += 1595;
    return sys_days{std::chrono::days{365 * y + y / 33 * 8 + (y % 33 + 3) / 4 - 1'075'195}};
  };
  int const before = month < 8 ? (month - 1) * 31 : (month - 7) * 30 + 186;
  auto const date = new_year(year) + std::chrono::days{before + day - 1};
  int const length = month < 7 ? 31 : 30;
  if (day > length || date >= new_year(year + 1)) return std::nullopt;
  return date;
}

struct CalendarCleanup {
  void operator()(UCalendar* calendar) const noexcept { ucal_close(calendar); }
};

/// By ICU's tables of Umm al-Qura, 1300 … 1600.
std::optional<sys_days> lunar_hijri(int year, int month, int day) {
  if (year < 1300 || year > 1600 || month < 1 || month > 12 || day < 1 || day > 30) return std::nullopt;
  UErrorCode code = U_ZERO_ERROR;
  std::unique_ptr<UCalendar, CalendarCleanup> const calendar(
      ucal_open(u"Etc/GMT", -1, "en@calendar=islamic-umalqura", UCAL_DEFAULT, &code));
  if (U_FAILURE(code)) return std::nullopt;
  ucal_setAttribute(calendar.get(), UCAL_LENIENT, 0);  // the 30th of a month of 29 days is no day
  ucal_clear(calendar.get());
  ucal_setDate(calendar.get(), year, month - 1, day, &code);
  auto const millis = ucal_getMillis(calendar.get(), &code);
  if (U_FAILURE(code)) return std::nullopt;
  return sys_days{std::chrono::days{static_cast<int>(std::floor(millis / 86'400'000.0))}};
}

std::optional<sys_days> day_of(CivilTime const& civil) {
  if (civil.month >= lunar_months) return lunar_hijri(civil.year, civil.month - lunar_months + 1, civil.day);
  if (civil.month >= solar_months) return solar_hijri(civil.year, civil.month - solar_months + 1, civil.day);
  if (civil.year < 1000 || civil.year > 9999 || civil.month < 1 || civil.day < 1) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year{civil.year},
                                         std::chrono::month{static_cast<unsigned>(civil.month)},
                                         std::chrono::day{static_cast<unsigned>(civil.day)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

bool is_time(CivilTime const& civil) {
  if (civil.hour == 24) return civil.minute == 0 && civil.second == 0;
  return civil.hour >= 0 && civil.hour < 24 && civil.minute >= 0 && civil.minute < 60 && civil.second >= 0 &&
         civil.second <= 60;
}

}  // namespace

std::optional<Timestamp> moment_of(CivilTime const& civil) {
  constexpr int day_in_minutes = 24 * 60;
  auto const day = day_of(civil);
  if (!day || !is_time(civil)) return std::nullopt;
  if (civil.offset <= -day_in_minutes || civil.offset >= day_in_minutes) return std::nullopt;
  return *day + std::chrono::hours{civil.hour} + std::chrono::minutes{civil.minute - civil.offset} +
         std::chrono::seconds{civil.second} + std::chrono::milliseconds{civil.millisecond};
}

}  // namespace rasid::feeds
