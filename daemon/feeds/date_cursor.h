#pragma once

#include <optional>
#include <string_view>

#include "daemon/feeds/civil_time.h"

namespace rasid::feeds {

/// A run of decimal digits: its value (at most nine digits of it) and its length.
struct Number {
  int value = 0;
  int digits = 0;
};

/// A place in a date's text (see plain_date_text()). The functions advance past what they read, or leave it alone and
/// say so.
class DateCursor {
 public:
  explicit DateCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool at_digit(std::size_t ahead = 0) const { return peek(ahead) >= '0' && peek(ahead) <= '9'; }
  [[nodiscard]] bool at_letter() const;
  void skip(std::size_t count = 1) { at_ += count; }
  void skip_spaces();
  bool take(char c);

  Number number();
  /// Exactly `digits` of them, whatever follows.
  std::optional<int> fixed(int digits);
  /// A run of letters of any script.
  std::string_view word();

  /// "10:00", "10:00:59.123", "9:15 pm" into hour … millisecond; false where it is none of that. `twelve_hours` becomes
  /// true where am or pm was said.
  bool clock(CivilTime& civil, bool* twelve_hours = nullptr);
  /// "Z", "+03:00", "-0500", "+3", "EST", "GMT+2", "(comment)" or nothing into the offset; false for a sign without a
  /// number behind it. `said` becomes true where there was one.
  bool zone(CivilTime& civil, bool* said = nullptr);

 private:
  bool offset(CivilTime& civil);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace rasid::feeds
