#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rasid {

/// A moment in UTC, to the millisecond.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

/// Where "now" comes from. Passed in wherever time matters so that tests and simulations own it.
/// now() may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

/// RFC 3339 in UTC: "2020-06-29T08:00:00Z", with ".123" only where there are milliseconds.
std::string to_rfc3339(Timestamp t);

/// Reads RFC 3339 (any offset) or a bare date "2020-06-29" (midnight UTC); nothing where it is neither.
/// (The many date forms of feeds are daemon/feeds/date.h's.)
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// Reads "90s", "15m", "2h", "7d", "1h30m", "250ms"; nothing where the text is not of that form or does not fit.
std::optional<Duration> parse_duration(std::string_view text);

/// The shortest of those forms: "1h30m", "15m", "250ms".
std::string to_text(Duration d);

}  // namespace rasid
