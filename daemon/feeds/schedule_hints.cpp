#include "daemon/feeds/schedule_hints.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rasid::feeds {
namespace {

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

void update_period(std::string_view text, Feed& feed) {
  constexpr std::array<std::pair<std::string_view, std::uint32_t>, 5> minutes{
      {{"hourly", 60}, {"daily", 1440}, {"weekly", 10'080}, {"monthly", 43'200}, {"yearly", 525'600}}};
  for (auto const& [name, value] : minutes) {
    if (text == name) feed.update_minutes = value;
  }
}

}  // namespace

void take_schedule_hint(Element const& element, Feed& feed) {
  constexpr std::array<std::string_view, 7> days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                 "Thursday", "Friday", "Saturday"};
  if (element.is(Space::core, "ttl")) {
    if (auto const minutes = number(element.text()); minutes && *minutes > 0) feed.ttl_minutes = minutes;
  } else if (element.is(Space::core, "skipHours")) {
    for (auto const& each : element.children()) {
      // RSS 0.91 counted 1 … 24, RSS 2.0 counts 0 … 23: 24 is midnight.
      if (auto const hour = number(each.text()); hour && *hour <= 24 && feed.skip_hours.size() < 24) {
        feed.skip_hours.push_back(static_cast<std::uint8_t>(*hour % 24));
      }
    }
  } else if (element.is(Space::core, "skipDays")) {
    for (auto const& each : element.children()) {
      auto const* const day = std::ranges::find(days, each.text().substr(0, 9));
      if (day != days.end() && feed.skip_days.size() < 7)
        feed.skip_days.push_back(static_cast<std::uint8_t>(day - days.begin()));
    }
  } else if (element.is(Space::sy, "updatePeriod")) {
    update_period(element.text(), feed);
  } else if (element.is(Space::sy, "updateFrequency") && feed.update_minutes) {
    // The period stands first in every feed we know of; a frequency without one says nothing.
    if (auto const times = number(element.text()); times && *times > 0) {
      feed.update_minutes = std::max(1U, *feed.update_minutes / *times);
    }
  }
}

}  // namespace rasid::feeds
