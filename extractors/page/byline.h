#pragma once

#include <string>
#include <string_view>

namespace rasid::page {

/// The names behind words that announce an author ("By …", "بقلم: …", "نویسنده: …", "מאת …", "Текст: …"), where the
/// line says little else; empty for other lines. UTF-8, white space collapsed.
std::string byline_in(std::string_view line);

/// A short line that tells when or by whom, and nothing of the story: a byline, a date, a clock, a dateline's sign.
bool is_dateline(std::string_view line);

}  // namespace rasid::page
