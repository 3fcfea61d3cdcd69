#include "rules/daily_hours.h"

#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

namespace rasid::rules {
namespace {

using Days = std::chrono::sys_days;

class Zone {
 public:
  explicit Zone(std::string const& name) : zone_(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))) {}

  [[nodiscard]] Days date(Timestamp now) const {
    return std::chrono::floor<std::chrono::days>(now + offset(now, false));
  }
  /// When the wall clock shows `since_midnight` on that date; where it is put forward over it, just after.
  [[nodiscard]] Timestamp moment(Days date, Duration since_midnight) const {
    Timestamp const wall = Timestamp(date) + since_midnight;
    return wall - offset(wall, true);
  }

 private:
  [[nodiscard]] Duration offset(Timestamp at, bool is_wall) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode bad = U_ZERO_ERROR;
    zone_->getOffset(static_cast<UDate>(at.time_since_epoch().count()), static_cast<UBool>(is_wall), raw, summer, bad);
    return Duration{U_SUCCESS(bad) != 0 ? raw + summer : 0};
  }

  std::unique_ptr<icu::TimeZone> zone_;
};

std::size_t weekday(Days date) {
  return std::chrono::weekday(date).c_encoding();
}

bool is_known_zone(std::string const& name) {
  std::unique_ptr<icu::TimeZone> const zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  return *zone != icu::TimeZone::getUnknown();
}

}  // namespace

std::optional<Timestamp> DailyHours::end_of(Timestamp now) const {
  Zone const zone(time_zone);
  Days const today = zone.date(now);
  std::optional<Timestamp> end;
  for (Days const day : {today - std::chrono::days{1}, today}) {
    if (!days[weekday(day)]) continue;
    Timestamp const begin = zone.moment(day, from);
    Timestamp const finish = zone.moment(to > from ? day : day + std::chrono::days{1}, to);
    if (begin <= now && now < finish) end = finish;
  }
  return end;
}

Timestamp DailyHours::after(Timestamp since, Duration open) const {
  // Should no day be named there would be no end to look for; eight days hold every one that is.
  Zone const zone(time_zone);
  Days day = zone.date(since) - std::chrono::days{1};
  for (int without_any = 0; without_any < 9; day += std::chrono::days{1}) {
    ++without_any;
    if (!days[weekday(day)]) continue;
    Timestamp const begin = std::max(zone.moment(day, from), since);
    Timestamp const finish = zone.moment(to > from ? day : day + std::chrono::days{1}, to);
    if (finish <= begin) continue;
    if (finish - begin >= open) return begin + open;
    open -= finish - begin;
    without_any = 0;
  }
  return Timestamp::max();
}

std::optional<Duration> parse_time_of_day(std::string_view text) {
  std::size_t const colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  int parts[2] = {0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == colon) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    int& part = parts[i > colon ? 1 : 0];
    part = part * 10 + (text[i] - '0');
  }
  auto const [hours, minutes] = std::pair(parts[0], parts[1]);
  if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0)) return std::nullopt;
  return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

std::optional<DailyHours> parse_hours(std::string_view text, std::string const& zone) {
  std::size_t const space = text.find(' ');
  std::string_view const times = text.substr(0, space);
  std::size_t const dash = times.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  auto const from = parse_time_of_day(times.substr(0, dash));
  auto const to = parse_time_of_day(times.substr(dash + 1));
  if (!from || !to || *from == *to || *from == std::chrono::hours{24}) return std::nullopt;
  DailyHours hours{*from, *to, zone};
  if (space != std::string_view::npos) hours.time_zone = std::string(text.substr(space + 1));
  if (!is_known_zone(hours.time_zone)) return std::nullopt;
  return hours;
}

std::optional<std::size_t> parse_day(std::string_view text) {
  constexpr std::array<std::string_view, 7> names = {"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text == names[i] || text == names[i].substr(0, 3)) return i;
  }
  return std::nullopt;
}

Timestamp next_time_of_day(std::vector<Duration> const& at, std::string const& zone_name, Timestamp now) {
  Zone const zone(zone_name);
  for (Days day = zone.date(now);; day += std::chrono::days{1}) {
    for (Duration const time : at) {
      if (Timestamp const moment = zone.moment(day, time); moment > now) return moment;
    }
  }
}

}  // namespace rasid::rules
