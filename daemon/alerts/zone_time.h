#pragma once

#include <string>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::alerts {

/// True for a zone of the IANA database that ICU knows ("UTC", "Asia/Baghdad").
bool is_time_zone(std::string const& name);

/// "2020-06-29 11:00 (UTC+03:00, Asia/Baghdad)"; an unknown zone is taken for UTC.
std::string in_zone(Timestamp moment, std::string const& zone);

}  // namespace rasid::alerts
