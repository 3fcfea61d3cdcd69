#include "daemon/sinks/retry_schedule.h"

#include <algorithm>

namespace rasid::sinks {

std::optional<Timestamp> RetrySchedule::next(std::uint32_t made, Timestamp created, Timestamp now,
                                             std::optional<Duration> asked, std::mt19937_64& random) const {
  Timestamp const end = created + settings_.give_up_after;
  bool const enough = made >= settings_.at_least;
  if (enough && now >= end) return std::nullopt;
  Timestamp due = now + pause_after(made, random);
  if (enough) due = std::min(due, end);
  if (asked) due = std::max(due, now + std::clamp(*asked, Duration{0}, settings_.longest_asked));
  return due;
}

Duration RetrySchedule::pause_after(std::uint32_t made, std::mt19937_64& random) const {
  Duration const pause = made < settings_.pauses.size() ? settings_.pauses[made] : settings_.then_every;
  // Without it every delivery that failed together would come back together.
  std::uniform_real_distribution<double> spread(1.0 - settings_.jitter, 1.0 + settings_.jitter);
  return Duration{static_cast<Duration::rep>(static_cast<double>(pause.count()) * spread(random))};
}

}  // namespace rasid::sinks
