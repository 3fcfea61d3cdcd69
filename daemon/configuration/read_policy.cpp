#include "daemon/configuration/read_policy.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/alerts/zone_time.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr Duration shortest = std::chrono::seconds{1};
constexpr Duration longest = std::chrono::days{31};

std::optional<Severity> severity(MapReader& map, std::string_view key) {
  auto const name = map.choice(key, {"low", "medium", "high", "critical"});
  for (auto const each : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    if (name == to_text(each)) return each;
  }
  return std::nullopt;
}

/// The maps under a key that takes one or a list of them.
std::vector<Value const*> one_or_more(MapReader& map, std::string_view key) {
  Value const* value = map.child(key);
  if (value == nullptr) return {};
  if (value->kind == Value::Kind::map) return {value};
  return map.items(key);
}

std::string zone_of(MapReader& map, std::string const& otherwise) {
  auto const zone = map.text("time_zone");
  if (!zone) return otherwise;
  if (alerts::is_time_zone(*zone)) return *zone;
  map.report(*map.child("time_zone"), fmt::format("there is no time zone \"{}\"", *zone),
             "write one of the IANA database, such as Asia/Baghdad or UTC");
  return otherwise;
}

void read_days(MapReader& map, routing::DailyHours& hours) {
  auto const names = map.texts("days");
  if (names.empty()) return;
  hours.days.fill(false);
  for (std::string const& name : names) {
    if (auto const day = rules::parse_day(name)) {
      hours.days[*day] = true;
    } else {
      map.report(*map.child("days"), fmt::format("\"{}\" is not a day of the week", name), "write [fri, sat]");
    }
  }
}

std::optional<routing::QuietHours> read_quiet(SinkReading const& reading, Value const& value) {
  MapReader map(reading.file, value, "quiet_hours", reading.problems);
  routing::QuietHours quiet;
  std::string const text = map.required_text("hours");
  auto const hours = rules::parse_hours(text, reading.time_zone);
  if (hours) {
    quiet.hours = *hours;
  } else if (!text.empty()) {
    map.report(*map.child("hours"), fmt::format("\"{}\" is not a stretch of the day", text),
               "write 22:00-07:00, or 22:00-07:00 Asia/Baghdad; a whole day is 00:00-24:00");
  }
  read_days(map, quiet.hours);
  quiet.let_through = severity(map, "let_through").value_or(Severity::critical);
  map.finish();
  return hours ? std::optional(quiet) : std::nullopt;
}

std::optional<routing::DigestTimes> read_digest(SinkReading const& reading, MapReader& sink) {
  Value const* value = sink.child("digest");
  if (value == nullptr) return std::nullopt;
  MapReader map(reading.file, *value, "digest", reading.problems);
  routing::DigestTimes digest;
  digest.every = map.duration("every", shortest, longest).value_or(Duration{0});
  digest.time_zone = zone_of(map, reading.time_zone);
  for (std::string const& text : map.texts("at")) {
    auto const time = rules::parse_time_of_day(text);
    if (time && *time < std::chrono::hours{24}) {
      digest.at.push_back(*time);
    } else {
      map.report(*map.child("at"), fmt::format("\"{}\" is not a time of the day", text),
                 "write [\"08:00\", \"17:30\"]");
    }
  }
  std::ranges::sort(digest.at);
  digest.let_through = severity(map, "let_through");
  bool const said = map.has("every") != map.has("at");
  if (!said) map.report(*value, "a digest needs either every or at", "write {every: 1h} or {at: [\"08:00\"]}");
  map.finish();
  return said && (digest.every > Duration{0} || !digest.at.empty()) ? std::optional(digest) : std::nullopt;
}

std::optional<routing::RateLimit> read_rate(SinkReading const& reading, MapReader& sink) {
  Value const* value = sink.child("rate_limit");
  if (value == nullptr) return std::nullopt;
  MapReader map(reading.file, *value, "rate_limit", reading.problems);
  routing::RateLimit rate;
  map.required_child("messages");
  map.required_child("per");
  rate.messages = static_cast<std::size_t>(map.integer("messages", 1, 100'000).value_or(0));
  rate.per = map.duration("per", shortest, longest).value_or(Duration{0});
  rate.let_through = severity(map, "let_through");
  map.finish();
  return rate.messages > 0 && rate.per > Duration{0} ? std::optional(rate) : std::nullopt;
}

std::optional<routing::Grouping> read_group(SinkReading const& reading, MapReader& sink) {
  Value const* value = sink.child("group");
  if (value == nullptr) return std::nullopt;
  MapReader map(reading.file, *value, "group", reading.problems);
  routing::Grouping group;
  auto const by = map.choice("by", {"watch", "story", "severity", "all"});
  if (by == "story") group.by = routing::Grouping::By::story;
  if (by == "severity") group.by = routing::Grouping::By::severity;
  if (by == "all") group.by = routing::Grouping::By::all;
  map.required_child("wait");
  group.wait = map.duration("wait", shortest, longest).value_or(Duration{0});
  map.finish();
  return group.wait > Duration{0} ? std::optional(group) : std::nullopt;
}

std::optional<routing::Reminders> read_reminders(SinkReading const& reading, MapReader& sink) {
  Value const* value = sink.child("repeat");
  if (value == nullptr) return std::nullopt;
  MapReader map(reading.file, *value, "repeat", reading.problems);
  routing::Reminders reminders;
  map.required_child("every");
  reminders.every = map.duration("every", shortest, longest).value_or(Duration{0});
  reminders.times = static_cast<std::uint32_t>(map.integer("times", 1, 100).value_or(3));
  map.finish();
  return reminders.every > Duration{0} ? std::optional(reminders) : std::nullopt;
}

std::optional<routing::Escalation> read_escalation(SinkReading const& reading, Value const& value) {
  MapReader map(reading.file, value, "escalate", reading.problems);
  routing::Escalation escalation;
  map.required_child("after");
  Value const* sinks = map.required_child("sinks");
  escalation.after = map.duration("after", shortest, longest).value_or(Duration{0});
  for (std::string& sink : map.texts("sinks")) escalation.sinks.push_back({std::move(sink)});
  if (sinks != nullptr && escalation.sinks.empty()) map.report(*sinks, "an escalation needs sinks", "write [pager]");
  map.finish();
  return escalation.after > Duration{0} && !escalation.sinks.empty() ? std::optional(escalation) : std::nullopt;
}

}  // namespace

routing::SinkPolicy read_policy(SinkReading const& reading, MapReader& map) {
  routing::SinkPolicy policy;
  policy.time_zone = reading.time_zone;
  for (Value const* value : one_or_more(map, "quiet_hours")) {
    if (auto quiet = read_quiet(reading, *value)) policy.quiet.push_back(*std::move(quiet));
  }
  policy.digest = read_digest(reading, map);
  policy.group = read_group(reading, map);
  policy.rate = read_rate(reading, map);
  policy.reminders = read_reminders(reading, map);
  for (Value const* value : one_or_more(map, "escalate")) {
    if (auto escalation = read_escalation(reading, *value)) policy.escalations.push_back(*std::move(escalation));
  }
  std::ranges::stable_sort(policy.escalations, {}, &routing::Escalation::after);
  return policy;
}

}  // namespace rasid::configuration
