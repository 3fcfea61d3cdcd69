#include "daemon/feeds/date.h"

#include "daemon/feeds/date_forms.h"
#include "daemon/feeds/date_text.h"

namespace rasid::feeds {

std::optional<Timestamp> parse_date(std::string_view text) {
  if (auto const common = read_common_date(text)) return common;
  auto const plain = plain_date_text(text);
  auto const first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return std::nullopt;
  auto const trimmed = std::string_view(plain).substr(first, plain.find_last_not_of(' ') - first + 1);
  if (auto const iso = read_iso_date(trimmed); iso.mine) return iso.moment;
  return read_loose_date(trimmed);
}

}  // namespace rasid::feeds
