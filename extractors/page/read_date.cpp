#include <algorithm>

#include "extractors/page/metadata.h"

namespace rasid::page {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "+0300", "+03", " GMT", "" as "+03:00" or "Z".
std::string zone_of(std::string_view zone) {
  zone = trimmed(zone);
  if (zone.empty() || zone == "Z" || zone == "z" || zone == "GMT" || zone == "UTC") return "Z";
  std::string out(zone);
  if (out.size() == 5 && all_digits(zone.substr(1))) out.insert(3, ":");
  if (out.size() == 3 && all_digits(zone.substr(1))) out += ":00";
  return out;
}

}  // namespace

std::optional<Timestamp> read_date(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 64) return std::nullopt;
  if (auto const exact = parse_rfc3339(text)) return exact;
  std::string date;
  if (text.size() >= 8 && all_digits(text.substr(0, 8))) {
    date = std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
    text.remove_prefix(8);
  } else if (text.size() >= 10) {
    date = text.substr(0, 10);
    std::ranges::replace(date, '/', '-');
    text.remove_prefix(10);
  } else {
    return std::nullopt;
  }
  if (!text.empty() && (text.front() == 'T' || text.front() == 't')) text.remove_prefix(1);
  text = trimmed(text);
  if (text.empty()) return parse_rfc3339(date);
  auto const zone = std::ranges::find_if(text, [](char c) { return !is_digit(c) && c != ':' && c != '.'; });
  std::string clock(text.begin(), zone);
  if (clock.size() >= 4 && all_digits(clock.substr(0, 4))) clock.insert(2, ":");  // ISO 8601's basic form
  if (std::ranges::count(clock, ':') == 1) clock += ":00";
  return parse_rfc3339(date + "T" + clock + zone_of({zone, text.end()}));
}

}  // namespace rasid::page
