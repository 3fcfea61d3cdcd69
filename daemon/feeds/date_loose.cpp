#include <array>

#include "daemon/feeds/date_cursor.h"
#include "daemon/feeds/date_forms.h"
#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

/// Which part of a time of day a number is, by the word that follows it.
enum class Unit { none, hour, minute, second };

Unit unit_of(std::string_view word) {
  struct Mark {
    std::string_view begins;
    Unit unit;
  };
  constexpr std::array marks{Mark{"시", Unit::hour},   Mark{"時", Unit::hour},   Mark{"时", Unit::hour},
                             Mark{"点", Unit::hour},   Mark{"點", Unit::hour},   Mark{"분", Unit::minute},
                             Mark{"分", Unit::minute}, Mark{"초", Unit::second}, Mark{"秒", Unit::second}};
  if (word == "h" || word == "uhr") return Unit::hour;
  for (auto const& each : marks) {
    if (word.starts_with(each.begins)) return each.unit;
  }
  return Unit::none;
}

/// The half of the day, where it is said before the hour as in the Far East.
enum class Half { unsaid, morning, afternoon };

Half half_before(std::string_view word) {
  for (std::string_view const each : {"오전", "午前", "上午", "凌晨", "早上"}) {
    if (word.ends_with(each)) return Half::morning;
  }
  for (std::string_view const each : {"오후", "午後", "下午", "晚上"}) {
    if (word.ends_with(each)) return Half::afternoon;
  }
  return Half::unsaid;
}

bool is_korean(std::string_view word) {
  return word == "년" || word == "월" || word == "일" || word == "오전" || word == "오후";
}

/// What stands in the text, in the order it was written.
struct Parts {
  std::array<Number, 3> numbers;
  std::size_t count = 0;
  char separator = ' ';  // between the first two numbers
  int month = 0;
  bool month_may_be_weekday = false;
  bool clock = false;
  bool twelve_hours = false;
  bool zone_said = false;
  bool korean = false;
  Half half = Half::unsaid;
  Unit last_unit = Unit::none;
  CivilTime civil;
};

std::string_view next_word(DateCursor cursor) {
  cursor.skip_spaces();
  return cursor.word();
}

/// Weekdays, "г.", "de" and the like say nothing that is needed.
void take_word(DateCursor& cursor, Parts& parts) {
  auto const word = cursor.word();
  if (auto const half = half_before(word); half != Half::unsaid) parts.half = half;
  parts.korean |= is_korean(word);
  if (parts.month != 0 && !parts.month_may_be_weekday) return;
  int words = 1;
  int const month = month_by_name(word, next_word(cursor), words);
  if (month == 0) return;
  parts.month = month;
  parts.month_may_be_weekday = word == "mar";  // also a Tuesday in French, Italian and Spanish
  if (words == 1) return;
  cursor.skip_spaces();
  cursor.word();
}

/// A part of the time of day that says which it is, "13시 5분", "10h30".
bool take_unit(Number number, Unit unit, Parts& parts) {
  if (number.digits > 2) return false;
  if (unit == Unit::hour) parts.civil.hour = number.value;
  if (unit == Unit::minute) parts.civil.minute = number.value;
  if (unit == Unit::second) parts.civil.second = number.value;
  parts.clock = true;
  parts.last_unit = unit;
  return true;
}

bool take_number(DateCursor& cursor, Parts& parts) {
  bool const is_clock = cursor.peek(1) == ':' || (cursor.at_digit(1) && cursor.peek(2) == ':');
  if (is_clock) {
    if (parts.clock) return false;
    parts.clock = true;
    return cursor.clock(parts.civil, &parts.twelve_hours) && cursor.zone(parts.civil, &parts.zone_said);
  }
  auto const number = cursor.number();
  auto const unit = unit_of(next_word(cursor));
  bool const minutes_of_hour = parts.last_unit == Unit::hour && number.digits == 2 && unit == Unit::none;
  if (unit != Unit::none || minutes_of_hour) {
    return take_unit(number, minutes_of_hour ? Unit::minute : unit, parts);
  }
  parts.last_unit = Unit::none;
  if (parts.count == parts.numbers.size()) return false;
  parts.numbers[parts.count++] = number;
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
      take_word(cursor, parts);
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
    choose_calendar(civil);
    return true;
  }
  if (a.digits > 2 || b.digits > 2 || c.digits != 4) return false;
  bool const other_calendar = c.value < 1634;  // they have one order only
  bool const day_first = parts.separator == '.' || a.value > 12 || a.value == b.value || other_calendar;
  bool const month_first = !day_first && (b.value > 12 || parts.twelve_hours);
  if (!day_first && !month_first) return false;
  civil.year = c.value;
  civil.day = day_first ? a.value : b.value;
  civil.month = day_first ? b.value : a.value;
  choose_calendar(civil);
  return true;
}

/// The time of day as it was meant, and the years of Thailand's calendar, which are 543 ahead.
void settle(Parts& parts) {
  auto& civil = parts.civil;
  if (civil.year > 2443 && civil.year < 2643) civil.year -= 543;
  if (parts.half == Half::afternoon && civil.hour < 12) civil.hour += 12;
  if (parts.half == Half::morning && civil.hour == 12) civil.hour = 0;
  // Korean is written in one time zone only: what is said in it without a zone is said in that one.
  if (parts.korean && parts.clock && !parts.zone_said) civil.offset = 9 * 60;
}

std::optional<Parts> read_parts(std::string_view text) {
  Parts parts;
  if (!scan(text, parts)) return std::nullopt;
  if (!(parts.month != 0 ? place_named(parts) : place_numeric(parts))) return std::nullopt;
  settle(parts);
  return parts;
}

/// "١٥ رمضان ١٤٤٥ هـ الموافق ٢٥ مارس ٢٠٢٤ م": one day in two calendars, of which the Gregorian is the surer.
std::optional<Timestamp> read_either(std::string_view one, std::string_view other) {
  auto const first = read_parts(one);
  auto const second = read_parts(other);
  bool const take_first = first && (!second || first->civil.month <= 12);
  auto const& taken = take_first ? first : second;
  return taken ? moment_of(taken->civil) : std::nullopt;
}

}  // namespace

std::optional<Timestamp> read_loose_date(std::string_view text) {
  constexpr std::string_view corresponding = "الموافق";
  if (auto const at = text.find(corresponding); at != std::string_view::npos) {
    return read_either(text.substr(0, at), text.substr(at + corresponding.size()));
  }
  auto const parts = read_parts(text);
  return parts ? moment_of(parts->civil) : std::nullopt;
}

}  // namespace rasid::feeds
