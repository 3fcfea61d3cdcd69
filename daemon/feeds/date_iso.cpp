#include "daemon/feeds/date_cursor.h"
#include "daemon/feeds/date_forms.h"

namespace rasid::feeds {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

void set_date(CivilTime& civil, sys_days day) {
  std::chrono::year_month_day const date{day};
  civil.year = static_cast<int>(date.year());
  civil.month = static_cast<int>(static_cast<unsigned>(date.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(date.day()));
}

sys_days new_year(int year) {
  return sys_days{std::chrono::year{year} / std::chrono::January / 1};
}

/// ISO 8601 ordinal date: day 1 … 366 of the year.
bool ordinal(CivilTime& civil, int day_of_year) {
  bool const leap = std::chrono::year{civil.year}.is_leap();
  if (day_of_year < 1 || day_of_year > (leap ? 366 : 365)) return false;
  set_date(civil, new_year(civil.year) + days{day_of_year - 1});
  return true;
}

/// ISO 8601 week date: week 1 is the one with 4 January in it; weekday 1 is Monday.
bool week(CivilTime& civil, int number, int weekday) {
  if (number < 1 || number > 53 || weekday < 1 || weekday > 7) return false;
  sys_days const fourth = new_year(civil.year) + days{3};
  auto const monday = fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
  set_date(civil, monday + days{(number - 1) * 7 + weekday - 1});
  return true;
}

int digits_ahead(DateCursor const& cursor) {
  std::size_t count = 0;
  while (cursor.at_digit(count)) ++count;
  return static_cast<int>(count);
}

enum class Found { nothing, date, wrong };

Found week_date(DateCursor& cursor, CivilTime& civil) {
  cursor.skip();  // the 'w'
  auto const number = cursor.fixed(2);
  if (!number) return Found::wrong;
  cursor.take('-');
  auto const weekday = cursor.at_digit() ? cursor.fixed(1) : 1;
  return week(civil, *number, *weekday) ? Found::date : Found::wrong;
}

/// "2004-05", "2004-05-28", "2004/5/28", "2004-149", "2004-w22-5" after the year.
Found separated(DateCursor& cursor, CivilTime& civil, char separator) {
  cursor.skip();
  if (cursor.peek() == 'w' && cursor.at_digit(1)) return week_date(cursor, civil);
  auto const month = cursor.number();
  bool const more = cursor.peek() == separator && cursor.at_digit(1);
  if (month.digits == 3 && !more) return ordinal(civil, month.value) ? Found::date : Found::wrong;
  if (month.digits == 0 || month.digits > 2) return Found::nothing;
  civil.month = month.value;
  if (!more) return Found::date;
  cursor.skip();
  auto const day = cursor.number();
  civil.day = day.value;
  return day.digits <= 2 ? Found::date : Found::nothing;
}

/// The date's part; the year has four digits and comes first.
Found date_part(DateCursor& cursor, CivilTime& civil) {
  int const digits = digits_ahead(cursor);
  if (digits != 4 && digits != 7 && digits != 8) return Found::nothing;
  civil.year = *cursor.fixed(4);
  if (digits == 8) {
    civil.month = *cursor.fixed(2);
    civil.day = *cursor.fixed(2);
    return Found::date;
  }
  if (digits == 7) return ordinal(civil, *cursor.fixed(3)) ? Found::date : Found::wrong;
  char const next = cursor.peek();
  if (next == 'w' && cursor.at_digit(1)) return week_date(cursor, civil);
  if ((next == '-' || next == '/' || next == '.') && (cursor.at_digit(1) || cursor.peek(1) == 'w')) {
    return separated(cursor, civil, next);
  }
  return Found::date;
}

/// "10", "1000", "100059" without colons (ISO 8601, basic form), or any clock.
bool time_part(DateCursor& cursor, CivilTime& civil) {
  int const digits = digits_ahead(cursor);
  if (digits != 2 && digits != 4 && digits != 6) return cursor.clock(civil);
  if (digits == 2 && cursor.peek(2) == ':') return cursor.clock(civil);
  civil.hour = *cursor.fixed(2);
  if (digits >= 4) civil.minute = *cursor.fixed(2);
  if (digits == 6) civil.second = *cursor.fixed(2);
  return true;
}

}  // namespace

DateReading read_iso_date(std::string_view text) {
  DateCursor cursor(text);
  CivilTime civil;
  auto const found = date_part(cursor, civil);
  if (found == Found::nothing) return {};
  if (found == Found::wrong) return {.mine = true};
  choose_calendar(civil);
  DateCursor after = cursor;
  after.skip_spaces();
  if (after.at_end()) return {.mine = true, .moment = moment_of(civil)};

  bool const said_t = cursor.take('t');
  if (!said_t && cursor.peek() != ' ') {
    bool const zone_only = cursor.peek() == 'z' || cursor.peek() == '+';
    if (!zone_only || !cursor.zone(civil)) return {};
    return {.mine = true, .moment = moment_of(civil)};
  }
  cursor.skip_spaces();
  if (!said_t && !cursor.at_digit()) return {};
  if (!time_part(cursor, civil) || !cursor.zone(civil)) return {.mine = said_t};
  cursor.skip_spaces();
  if (!cursor.at_end() && cursor.peek() != '(') return {.mine = said_t};
  return {.mine = true, .moment = moment_of(civil)};
}

}  // namespace rasid::feeds
