#include "daemon/alerts/sample_payload.h"
#include "daemon/configuration/read_endpoint.h"
#include "daemon/configuration/read_sinks.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

/// A topic or subject, which may name what the alert is about.
std::optional<sinks::Template> read_address(SinkReading const& reading, MapReader& map, std::string_view key) {
  if (map.required_text(key).empty()) return std::nullopt;
  auto const sample = sinks::message_data(alerts::sample_payload(), "alr_0_1", {}).value();
  return sinks::read_template(reading.file, *map.child(key), sinks::Escape::none, sample, reading.problems);
}

}  // namespace

sinks::Endpoint read_endpoint(SinkReading const& reading, MapReader& map) {
  sinks::Endpoint endpoint{.host = map.required_text("host")};
  if (auto const port = map.integer("port", 1, 65'535)) endpoint.port = static_cast<std::uint16_t>(*port);
  if (auto const file = map.text("ca_file")) endpoint.ca_file = (reading.folder / *file).string();
  endpoint.allow_private = map.boolean("allow_private").value_or(false);
  return endpoint;
}

sinks::MqttSettings read_mqtt(SinkReading const& reading, SinkId const& id, MapReader& map) {
  sinks::MqttSettings sink{.id = id, .broker = read_endpoint(reading, map)};
  sink.broker.tls = map.boolean("tls").value_or(false);
  if (sink.broker.port == 0) sink.broker.port = sink.broker.tls ? 8883 : 1883;
  sink.topic = read_address(reading, map, "topic");
  sink.user = map.text("user").value_or("");
  sink.password = read_secret_text(reading, map, "password");
  sink.retain = map.boolean("retain").value_or(false);
  sink.timeout = read_timeout(map);
  return sink;
}

sinks::NatsSettings read_nats(SinkReading const& reading, SinkId const& id, MapReader& map) {
  sinks::NatsSettings sink{.id = id, .server = read_endpoint(reading, map)};
  sink.server.tls = map.boolean("tls").value_or(false);
  if (sink.server.port == 0) sink.server.port = 4222;
  sink.subject = read_address(reading, map, "subject");
  sink.user = map.text("user").value_or("");
  sink.password = read_secret_text(reading, map, "password");
  sink.token = read_secret_text(reading, map, "token");
  sink.jetstream = map.boolean("jetstream").value_or(false);
  sink.timeout = read_timeout(map);
  return sink;
}

}  // namespace rasid::configuration
