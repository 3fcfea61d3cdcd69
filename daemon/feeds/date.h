#pragma once

#include <optional>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::feeds {

/// Reads a date as feeds write it: RFC 822/2822 and its abuses (no weekday, one-digit and two-digit parts, zone names,
/// a month's name in another language), RFC 3339 and W3C-DTF with their truncations, ISO 8601 week and ordinal dates,
/// asctime, all-numeric forms where the order of day and month is certain; Arabic, Persian and other decimal digits;
/// Solar Hijri dates. Without a zone the time is read as UTC. What is not a date, or names a day or an hour that does
/// not exist, gives nothing: a wrong date is worse than none.
std::optional<Timestamp> parse_date(std::string_view text);

}  // namespace rasid::feeds
