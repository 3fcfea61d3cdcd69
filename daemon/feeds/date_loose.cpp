#include <array>

#include "daemon/feeds/date_cursor.h"
#include "daemon/feeds/date_forms.h"
#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

/// What stands in the text, in the order it was written.
struct Parts {
  std::array<Number, 3> numbers;
  std::size_t count = 0;
  char separator = ' ';  // between the first two numbers
  int month = 0;
  bool clock = false;
  bool twelve_hours = false;
  CivilTime civil;
};

std::string_view next_word(DateCursor cursor) {
  cursor.skip_spaces();
  return cursor.word();
}

bool take_word(DateCursor& cursor, Parts& parts) {
  auto const word = cursor.word();
  if (parts.month != 0) return true;
  int words = 1;
  parts.month = month_by_name(word, next_word(cursor), words);
  if (parts.month != 0 && words == 2) {
    cursor.skip_spaces();
    cursor.word();
  }
  return true;  // weekdays, "г.", "de" and the like say nothing that is needed
}

bool take_number(DateCursor& cursor, Parts& parts) {
  bool const is_clock = cursor.peek(1) == ':' || (cursor.at_digit(1) && cursor.peek(2) == ':');
  if (is_clock) {
    if (parts.clock) return false;
    parts.clock = true;
    return cursor.clock(parts.civil, &parts.twelve_hours) && cursor.zone(parts.civil);
  }
  if (parts.count == parts.numbers.size()) return false;
  parts.numbers[parts.count++] = cursor.number();
  if (parts.count == 1 && !cursor.at_end()) parts.separator = cursor.peek();
  return true;
}

bool scan(std::string_view text, Parts& parts) {
  DateCursor cursor(text);
  while (!cursor.at_end()) {
    if (cursor.peek() == '(') break;  // a comment (RFC 822, 3.4.3)
    if (cursor.at_digit()) {
      if (!take_number(cursor, parts)) return false;
    } else if (cursor.peek() == 't' && cursor.at_digit(1)) {
      cursor.skip();
    } else if (cursor.at_letter()) {
      if (!take_word(cursor, parts)) return false;
    } else {
      cursor.skip();
    }
  }
  return true;
}

bool is_year(Number n) {
  return n.digits == 3 || n.digits == 4;
}

/// Day and year beside a month's name: the longer number is the year, otherwise the day comes first.
bool place_named(Parts& parts) {
  if (parts.count != 2) return false;
  auto const [first, second] = std::pair{parts.numbers[0], parts.numbers[1]};
  bool const year_first = is_year(first) && !is_year(second);
  auto const day = year_first ? second : first;
  auto const year = year_first ? first : second;
  if (day.digits > 2 || year.digits < 2 || year.digits > 4) return false;
  parts.civil.day = day.value;
  parts.civil.month = parts.month;
  parts.civil.year = full_year(year.value, year.digits);
  return true;
}

/// Three numbers. Day and month are told apart by a number above 12, by a full stop (day first), or by a twelve-hour
/// clock (month first, as Americans write); otherwise it is uncertain and no date.
bool place_numeric(Parts& parts) {
  if (parts.count != 3) return false;
  auto const [a, b, c] = std::tuple{parts.numbers[0], parts.numbers[1], parts.numbers[2]};
  auto& civil = parts.civil;
  if (a.digits == 4) {
    civil.year = a.value;
    civil.month = b.value;
    civil.day = c.value;
    if (civil.year >= 1178 && civil.year <= 1633 && civil.month <= 12) civil.month += 100;
    return true;
  }
  if (a.digits > 2 || b.digits > 2 || c.digits != 4) return false;
  bool const day_first = parts.separator == '.' || a.value > 12 || a.value == b.value;
  bool const month_first = !day_first && (b.value > 12 || parts.twelve_hours);
  if (!day_first && !month_first) return false;
  civil.year = c.value;
  civil.day = day_first ? a.value : b.value;
  civil.month = day_first ? b.value : a.value;
  return true;
}

}  // namespace

std::optional<Timestamp> read_loose_date(std::string_view text) {
  Parts parts;
  if (!scan(text, parts)) return std::nullopt;
  bool const placed = parts.month != 0 ? place_named(parts) : place_numeric(parts);
  return placed ? moment_of(parts.civil) : std::nullopt;
}

}  // namespace rasid::feeds
