#include "daemon/feeds/person.h"

#include "daemon/feeds/markup.h"

namespace rasid::feeds {

std::string person_name(std::string_view text) {
  auto const whole = one_line(text);
  auto const open = whole.find_last_of("(<");
  if (open == std::string::npos || (whole.back() != ')' && whole.back() != '>')) return whole;
  auto const before = one_line(std::string_view(whole).substr(0, open));
  auto const inside = one_line(std::string_view(whole).substr(open + 1, whole.size() - open - 2));
  bool const mail_before = before.find('@') != std::string::npos;
  bool const mail_inside = inside.find('@') != std::string::npos;
  if (mail_before && !inside.empty()) return inside;
  if (mail_inside && !before.empty()) return before;
  return mail_inside ? inside : whole;
}

}  // namespace rasid::feeds
