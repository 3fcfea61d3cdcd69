#pragma once

#include <optional>
#include <string_view>

#include "daemon/feeds/civil_time.h"

namespace rasid::feeds {

/// What a reader of one family of forms has to say about a date's text (see plain_date_text()).
struct DateReading {
  bool mine = false;                // it is of my family: nobody else need look
  std::optional<Timestamp> moment;  // nothing where it is of my family and wrong
};

/// The two forms that nearly all feeds write, letter by letter: "Tue, 02 Jan 2024 10:11:12 +0000" (or GMT) and
/// "2024-01-02T10:11:12Z" (or with an offset). The text is as it was written; nothing where it is any other form, or
/// wrong.
std::optional<Timestamp> read_common_date(std::string_view text);

/// RFC 3339, W3C-DTF, ISO 8601: the year first, all in numbers.
DateReading read_iso_date(std::string_view text);

/// RFC 822, asctime and everything with a month's name or with numbers in another order.
std::optional<Timestamp> read_loose_date(std::string_view text);

}  // namespace rasid::feeds
