#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/severity.h"
#include "extractors/model/time.h"
#include "rules/daily_hours.h"

namespace rasid::routing {

using rules::DailyHours;

/// When a sink is to be left in peace. What is less severe than `let_through` waits and comes as one message at the
/// end.
struct QuietHours {
  DailyHours hours;
  Severity let_through = Severity::critical;
};

/// At most so many messages in any such length of time; the rest waits and comes as one.
struct RateLimit {
  std::size_t messages = 0;
  Duration per{};
  std::optional<Severity> let_through;  // what is so severe is sent all the same, and not counted
};

/// Everything at set times only, as one message.
struct DigestTimes {
  Duration every{};          // at the multiples of this since 1970 UTC; 0: at set times of the day
  std::vector<Duration> at;  // since midnight, ascending
  std::string time_zone;     // of `at`
  std::optional<Severity> let_through;
};

/// Alerts that have something in common within a short time, as one message.
struct Grouping {
  enum class By : std::uint8_t { all, watch, story, severity };
  By by = By::watch;
  Duration wait{};
};

/// The alert once more while nobody acknowledges it.
struct Reminders {
  Duration every{};
  std::uint32_t times = 1;
};

/// To others where nobody acknowledged it so long after it was told.
struct Escalation {
  Duration after{};
  std::vector<SinkId> sinks;
};

/// How one sink wants its alerts; nothing set: each at once.
struct SinkPolicy {
  std::vector<QuietHours> quiet;
  std::optional<DigestTimes> digest;
  std::optional<Grouping> group;
  std::optional<RateLimit> rate;
  std::optional<Reminders> reminders;
  std::vector<Escalation> escalations;  // ascending by `after`
  std::string time_zone = "UTC";        // of the times in its digests

  [[nodiscard]] bool empty() const {
    return quiet.empty() && !digest && !group && !rate && !reminders && escalations.empty();
  }
};

/// The policies of those sinks that have any.
using Policies = std::map<SinkId, SinkPolicy>;

}  // namespace rasid::routing
