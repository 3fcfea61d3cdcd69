#include "daemon/configuration/read_sinks.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/configuration/fingerprint.h"
#include "daemon/configuration/read_policy.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

/// The kinds that the program knows by itself; presets beside them.
std::vector<std::string> types() {
  std::vector<std::string> all{"log",  "webhook", "http", "email", "syslog", "journal",
                               "file", "command", "feed", "mqtt",  "nats"};
  std::ranges::move(sinks::preset_names(), std::back_inserter(all));
  return all;
}

SinkSettings::Kind read_kind(SinkReading const& reading, SinkId const& id, std::string const& type, MapReader& map,
                             yaml::Value const& value) {
  if (type == "webhook") return read_webhook(reading, id, map, value);
  if (type == "http") return read_http(reading, id, map, value);
  if (type == "email") return read_mail(reading, id, map, value);
  if (type == "syslog") return read_syslog(reading, id, map, value);
  if (type == "journal") return read_journal(reading, id);
  if (type == "file") return read_file(reading, id, map);
  if (type == "command") return read_command(reading, id, map);
  if (type == "feed") return read_feed_files(reading, id, map);
  if (type == "mqtt") return read_mqtt(reading, id, map);
  if (type == "nats") return read_nats(reading, id, map);
  if (type == "log") return LogSettings{};
  return read_preset_sink(reading, id, type, map, value);
}

/// The keys that every kind of sink has.
sinks::Manners read_manners(MapReader& map, yaml::Value const& value) {
  sinks::Manners manners;
  if (auto const most = map.integer("concurrency", 1, 256)) manners.at_once = static_cast<std::size_t>(*most);
  manners.strict_order = map.choice("ordered", {"loose", "strict"}) == "strict";
  manners.configured_as = fingerprint(value);
  return manners;
}

SinkSettings read_sink(SinkReading const& reading, yaml::Value const& value) {
  MapReader map(reading.file, value, "sink", reading.problems);
  SinkSettings sink;
  sink.id.value = map.required_text("id");
  std::optional<std::string> type;
  if (map.required_child("type") != nullptr) type = map.choice("type", types());
  if (!type) return sink;  // which keys it may have is not known
  sink.manners = read_manners(map, value);
  sink.policy = read_policy(reading, map);
  sink.kind = read_kind(reading, sink.id, *type, map, value);
  map.finish();
  return sink;
}

}  // namespace

std::vector<SinkSettings> read_sinks(SinkReading const& reading, MapReader& top) {
  std::vector<SinkSettings> all;
  for (yaml::Value const* value : top.items("sinks")) {
    SinkSettings sink = read_sink(reading, *value);
    bool const known = std::ranges::any_of(all, [&](SinkSettings const& s) { return s.id == sink.id; });
    if (known) {
      top.report(*value, fmt::format("a sink \"{}\" stands above already", sink.id.value), "give this one another id");
    } else {
      all.push_back(std::move(sink));
    }
  }
  for (Diagnostic& problem : reading.problems) {
    if (reading.secret_lines.contains(problem.line) && problem.file == reading.file.name) problem.source_line.clear();
  }
  return all;
}

Duration read_timeout(MapReader& map, Duration otherwise) {
  return map.duration("timeout", Duration{1}, std::chrono::hours{24}).value_or(otherwise);
}

alerts::TextSettings text_settings(SinkReading const& reading) {
  return {.time_zone = reading.time_zone};
}

}  // namespace rasid::configuration
