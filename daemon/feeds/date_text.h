#pragma once

#include <string>
#include <string_view>

namespace rasid::feeds {

/// A date's text made plain to compare: lower case, diacritics and Arabic hamzas dropped, decimal digits of every
/// script as ASCII, dashes and spaces of every kind as '-' and ' ', directional marks gone. At most 200 bytes are read.
std::string plain_date_text(std::string_view text);

/// Number of a month by its name in one of the languages we know, as plain_date_text() writes it: 1 … 12 of the
/// Gregorian calendar, 101 … 112 of the Solar Hijri one, 0 where it is no month. `next` is the word after it, for the
/// months of two words (تشرين الثاني); `words` says how many were used.
int month_by_name(std::string_view word, std::string_view next, int& words);

/// Minutes east of UTC of a zone's name as plain_date_text() writes it; unknown names and RFC 822's military letters
/// are UTC, as RFC 2822 (4.3) has it.
int zone_by_name(std::string_view name);

}  // namespace rasid::feeds
