#pragma once

#include <optional>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::page {

/// The first date in a line that a reader sees: "16 نوفمبر 2004", "۶ شهریور ۱۴۰۲، ۱۰:۱۰", "8 июня 2023, 14:47",
/// "12.12.23", "Nov 19, 2019", "2021/06/23". Months by their names in Arabic (both sets), Persian, Hebrew, Russian and
/// English; years of the Solar Hijri calendar by their size; of two numbers that could be either, the first is the day.
/// A clock without zone is read as UTC. Nothing where no whole date is there.
std::optional<Timestamp> visible_date(std::string_view line);

}  // namespace rasid::page
