#include "extractors/model/time.h"

#include <charconv>

#include <fmt/format.h>

namespace rasid {
namespace {

/// Reads exactly `digits` digits at `at` and moves past them.
std::optional<int> number(std::string_view text, std::size_t& at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    char const c = text[at + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += digits;
  return value;
}

bool skip(std::string_view text, std::size_t& at, std::string_view any_of) {
  if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr Unit units[] = {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};

std::optional<Timestamp> parse_date(std::string_view text, std::size_t& at) {
  auto const year = number(text, at, 4);
  if (!year || !skip(text, at, "-")) return std::nullopt;
  auto const month = number(text, at, 2);
  if (!month || !skip(text, at, "-")) return std::nullopt;
  auto const day = number(text, at, 2);
  if (!day) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Timestamp{std::chrono::sys_days{date}};
}

/// "Z" or "+hh:mm"; nothing where it is neither.
std::optional<Duration> parse_offset(std::string_view text, std::size_t& at) {
  if (skip(text, at, "Zz")) return Duration{0};
  if (at >= text.size()) return std::nullopt;
  int const sign = text[at] == '-' ? -1 : 1;
  if (!skip(text, at, "+-")) return std::nullopt;
  auto const hours = number(text, at, 2);
  if (!hours || !skip(text, at, ":")) return std::nullopt;
  auto const minutes = number(text, at, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (std::chrono::hours{*hours} + std::chrono::minutes{*minutes});
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp t) {
  auto const day = std::chrono::floor<std::chrono::days>(t);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const clock{t - day};
  auto const text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  auto const fraction = clock.subseconds().count();
  return fraction == 0 ? text + "Z" : fmt::format("{}.{:03}Z", text, fraction);
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  std::size_t at = 0;
  auto const date = parse_date(text, at);
  if (!date || at == text.size()) return date;
  if (!skip(text, at, "Tt ")) return std::nullopt;
  auto const hour = number(text, at, 2);
  if (!hour || !skip(text, at, ":")) return std::nullopt;
  auto const minute = number(text, at, 2);
  if (!minute || !skip(text, at, ":")) return std::nullopt;
  auto const second = number(text, at, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  int thousandths = 0;
  if (skip(text, at, ".")) {
    int scale = 100;
    std::size_t const first = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      thousandths += scale * (text[at] - '0');
    if (at == first) return std::nullopt;
  }
  auto const offset = parse_offset(text, at);
  if (!offset || at != text.size()) return std::nullopt;
  return *date + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} +
         Duration{thousandths} - *offset;
}

std::optional<Duration> parse_duration(std::string_view text) {
  std::int64_t total = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    std::int64_t count = 0;
    auto const [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'a' && text[letters] <= 'z') ++letters;
    Unit const* found = nullptr;
    for (Unit const& unit : units) {
      if (unit.name == text.substr(0, letters)) found = &unit;
    }
    std::int64_t part = 0;
    if (found == nullptr || __builtin_mul_overflow(count, found->milliseconds, &part) ||
        __builtin_add_overflow(total, part, &total)) {
      return std::nullopt;
    }
    text.remove_prefix(letters);
  }
  return Duration{total};
}

std::string to_text(Duration d) {
  std::string out = d.count() < 0 ? "-" : "";
  std::int64_t rest = d.count() < 0 ? -d.count() : d.count();
  if (rest == 0) return "0s";
  for (Unit const& unit : units) {
    if (rest >= unit.milliseconds) out += fmt::format("{}{}", rest / unit.milliseconds, unit.name);
    rest %= unit.milliseconds;
  }
  return out;
}

}  // namespace rasid
