#include "daemon/alerts/zone_time.h"

#include <unicode/timezone.h>

#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace rasid::alerts {
namespace {

std::unique_ptr<icu::TimeZone> zone_named(std::string const& name) {
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
}

}  // namespace

bool is_time_zone(std::string const& name) {
  // ICU takes "GMT+3:00" and the like too, which the database does not name; they say what they mean.
  return *zone_named(name) != icu::TimeZone::getUnknown();
}

std::string in_zone(Timestamp moment, std::string const& zone) {
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode bad = U_ZERO_ERROR;
  zone_named(zone)->getOffset(static_cast<UDate>(moment.time_since_epoch().count()), 0, raw, summer, bad);
  std::int32_t const minutes = U_SUCCESS(bad) != 0 ? (raw + summer) / 60'000 : 0;
  auto const local = std::chrono::floor<std::chrono::seconds>(moment + std::chrono::minutes{minutes});
  std::tm const parts = fmt::gmtime(local.time_since_epoch().count());
  std::string const written = fmt::format("{:%Y-%m-%d %H:%M}", parts);
  if (minutes == 0) return written + " UTC";
  return fmt::format("{} (UTC{}{:02}:{:02}, {})", written, minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                     std::abs(minutes) % 60, zone);
}

}  // namespace rasid::alerts
