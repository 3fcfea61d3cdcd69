#include <array>

#include "daemon/feeds/date_forms.h"

namespace rasid::feeds {
namespace {

/// Fixed digits at a place; -1 where they are none.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    char const c = text[at + i];
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Minutes of "+0300" or "+03:00" at the end of a text; nothing where it is none of them.
std::optional<int> offset(std::string_view text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  bool const colon = text.size() == 6 && text[3] == ':';
  if (text.size() != 5 && !colon) return std::nullopt;
  int const hours = digits(text, 1, 2);
  int const minutes = digits(text, colon ? 4 : 3, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// "10:11:12"; whether the numbers are a time is moment_of()'s to say.
bool clock(std::string_view text, std::size_t at, CivilTime& civil) {
  if (text[at + 2] != ':' || text[at + 5] != ':') return false;
  civil.hour = digits(text, at, 2);
  civil.minute = digits(text, at + 3, 2);
  civil.second = digits(text, at + 6, 2);
  return civil.hour >= 0 && civil.minute >= 0 && civil.second >= 0;
}

int month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<int>(i) + 1;
  }
  return 0;
}

/// "Tue, 02 Jan 2024 10:11:12 GMT".
std::optional<Timestamp> mail_date(std::string_view text) {
  if (text.size() < 29 || text[3] != ',' || text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' ||
      text[25] != ' ')
    return std::nullopt;
  CivilTime civil{.year = digits(text, 12, 4), .month = month_number(text.substr(8, 3)), .day = digits(text, 5, 2)};
  if (!clock(text, 17, civil)) return std::nullopt;
  auto const zone = text.substr(26);
  if (zone == "GMT" || zone == "UTC") return moment_of(civil);
  auto const east = offset(zone);
  if (!east) return std::nullopt;
  civil.offset = *east;
  return moment_of(civil);
}

/// "2024-01-02T10:11:12Z".
std::optional<Timestamp> web_date(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T') return std::nullopt;
  CivilTime civil{.year = digits(text, 0, 4), .month = digits(text, 5, 2), .day = digits(text, 8, 2)};
  if (civil.year < 1900 || !clock(text, 11, civil)) return std::nullopt;
  auto const zone = text.substr(19);
  if (zone == "Z") return moment_of(civil);
  auto const east = offset(zone);
  if (!east) return std::nullopt;
  civil.offset = *east;
  return moment_of(civil);
}

}  // namespace

std::optional<Timestamp> read_common_date(std::string_view text) {
  auto const mail = mail_date(text);
  return mail ? mail : web_date(text);
}

}  // namespace rasid::feeds
