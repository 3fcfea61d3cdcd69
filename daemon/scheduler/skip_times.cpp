#include "daemon/scheduler/skip_times.h"

namespace rasid::scheduling {
namespace {

bool skipped(store::PollHints const& hints, Timestamp at) {
  auto const day = std::chrono::floor<std::chrono::days>(at);
  unsigned const weekday = std::chrono::weekday{day}.c_encoding();
  auto const hour = std::chrono::floor<std::chrono::hours>(at - day).count();
  return ((hints.skip_days >> weekday) & 1U) != 0 || ((hints.skip_hours >> hour) & 1U) != 0;
}

}  // namespace

Timestamp after_skipped(store::PollHints const& hints, Timestamp at) {
  if (hints.skip_hours == 0 && hints.skip_days == 0) return at;
  Timestamp next = at;
  for (int hour = 0; hour <= 8 * 24; ++hour) {
    if (!skipped(hints, next)) return next;
    next = std::chrono::floor<std::chrono::hours>(next) + std::chrono::hours{1};
  }
  return at;
}

}  // namespace rasid::scheduling
