#include "daemon/feeds/date_cursor.h"

#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

enum class Half { none, morning, afternoon };

/// "am" and "pm" and what Arabic (ص, م), Korean and Greek say for it.
Half half_of_day(std::string_view word) {
  if (word == "am" || word == "ص" || word == "صباحا" || word == "오전" || word == "πμ") return Half::morning;
  if (word == "pm" || word == "م" || word == "مساء" || word == "오후" || word == "μμ") return Half::afternoon;
  return Half::none;
}

}  // namespace

bool DateCursor::at_letter() const {
  char const c = peek();
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

void DateCursor::skip_spaces() {
  while (peek() == ' ') ++at_;
}

bool DateCursor::take(char c) {
  if (peek() != c || at_end()) return false;
  ++at_;
  return true;
}

Number DateCursor::number() {
  Number out;
  for (; at_digit(); ++at_, ++out.digits) {
    if (out.digits < 9) out.value = out.value * 10 + (peek() - '0');
  }
  return out;
}

std::optional<int> DateCursor::fixed(int digits) {
  int value = 0;
  for (int i = 0; i < digits; ++i) {
    if (!at_digit(static_cast<std::size_t>(i))) return std::nullopt;
    value = value * 10 + (peek(static_cast<std::size_t>(i)) - '0');
  }
  at_ += static_cast<std::size_t>(digits);
  return value;
}

std::string_view DateCursor::word() {
  auto const begin = at_;
  while (at_letter() && !at_end()) ++at_;
  return text_.substr(begin, at_ - begin);
}

bool DateCursor::clock(CivilTime& civil, bool* twelve_hours) {
  auto const hour = number();
  if (hour.digits == 0 || hour.digits > 2 || !take(':') || !at_digit()) return false;
  auto const minute = number();
  if (minute.digits > 2) return false;
  civil.hour = hour.value;
  civil.minute = minute.value;
  if (peek() == ':' && at_digit(1)) {
    skip();
    auto const second = number();
    if (second.digits > 2) return false;
    civil.second = second.value;
    if ((peek() == '.' || peek() == ',') && at_digit(1)) {
      skip();
      auto const fraction = number();
      int millis = fraction.value;
      for (int i = fraction.digits; i < 3; ++i) millis *= 10;
      for (int i = std::min(fraction.digits, 9); i > 3; --i) millis /= 10;
      civil.millisecond = millis;
    }
  }
  DateCursor after = *this;
  after.skip_spaces();
  auto const said = after.word();
  bool const dotted = (said == "a" || said == "p") && after.peek() == '.';
  auto const half = dotted ? (said == "p" ? Half::afternoon : Half::morning) : half_of_day(said);
  if (half == Half::none) return true;
  if (civil.hour < 1 || civil.hour > 12) return false;
  civil.hour = civil.hour % 12 + (half == Half::afternoon ? 12 : 0);
  while (after.peek() == '.' || after.peek() == 'm') after.skip();
  *this = after;
  if (twelve_hours != nullptr) *twelve_hours = true;
  return true;
}

bool DateCursor::offset(CivilTime& civil) {
  int const sign = peek() == '-' ? -1 : 1;
  skip();
  skip_spaces();
  auto const first = number();
  int in_hours = first.value;
  int in_minutes = 0;
  if (first.digits == 0 || first.digits > 4) return false;
  if (first.digits > 2) {
    in_hours = first.value / 100;
    in_minutes = first.value % 100;
  } else if (peek() == ':' && at_digit(1)) {
    skip();
    in_minutes = number().value;
  }
  if (in_minutes > 59 || in_hours > 23) return false;
  civil.offset = sign * (in_hours * 60 + in_minutes);
  return true;
}

bool DateCursor::zone(CivilTime& civil, bool* said) {
  skip_spaces();
  if (said != nullptr) *said = peek() == '+' || peek() == '-' || at_letter();
  if (peek() == '+' || peek() == '-') return offset(civil);
  if (!at_letter()) return true;
  civil.offset = zone_by_name(word());
  // "GMT+0300" says the offset after the name; a name and a number apart ("EST 2004") do not.
  if ((peek() == '+' || peek() == '-') && at_digit(1)) return offset(civil);
  return true;
}

}  // namespace rasid::feeds
