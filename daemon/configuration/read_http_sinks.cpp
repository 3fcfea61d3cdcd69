#include <fmt/format.h>

#include "daemon/alerts/sample_payload.h"
#include "daemon/configuration/read_sinks.h"
#include "daemon/configuration/secret.h"
#include "daemon/sinks/http/cloud_event.h"
#include "daemon/sinks/http/templated_body.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

boost::json::object sample_of(sinks::MessageSettings const& message) {
  return sinks::message_data(alerts::sample_payload(), "alr_0_1", message).value();
}

void set_zone(SinkReading const& reading, sinks::MessageSettings& message) {
  message.text.time_zone = message.title.time_zone = reading.time_zone;
}

/// Headers with a secret value, {file: …}. Calls `take` with each header's name and secret.
template <class Take>
void read_secret_headers(SinkReading const& reading, MapReader& map, Take take) {
  yaml::Value const* headers = map.child("headers");
  if (headers == nullptr) return;
  for (yaml::Entry const& entry : headers->entries) {
    if (entry.value.kind != yaml::Value::Kind::map) continue;
    take(entry.key.text, read_secret_value(reading, entry.value, "header \"" + entry.key.text + "\""));
  }
}

void read_plain_headers(SinkReading const& reading, MapReader& map, sinks::WebhookSettings& into) {
  yaml::Value const* headers = map.child("headers");
  if (headers == nullptr) return;
  MapReader values(reading.file, *headers, "headers", reading.problems);
  for (yaml::Entry const& entry : headers->entries) {
    if (entry.value.kind == yaml::Value::Kind::map) continue;
    if (auto const value = values.text(entry.key.text)) into.headers.emplace_back(entry.key.text, *value);
  }
}

/// format, source, content_type, body, text, title and levels of a webhook.
std::shared_ptr<sinks::MessageBody const> read_body(SinkReading const& reading, MapReader& map) {
  std::string const format = map.choice("format", {"standard", "cloudevents"}).value_or("standard");
  std::string const source = map.text("source").value_or("/rasid");
  if (format == "cloudevents") {
    if (map.has("body"))
      map.report(*map.child("body"), "a CloudEvents message has no body of its own", "leave one out");
    return std::make_shared<sinks::CloudEventBody>(source);
  }
  sinks::MessageSettings message;
  set_zone(reading, message);
  sinks::read_message(reading.file, map, message, reading.problems);
  std::string const type = sinks::escaped(map.text("content_type").value_or("application/json"), sinks::Escape::header);
  if (!map.text("body")) return nullptr;
  bool const json = type.find("json") != std::string::npos;
  auto body = sinks::read_template(reading.file, *map.child("body"), json ? sinks::Escape::json : sinks::Escape::none,
                                   sample_of(message), reading.problems);
  if (!body) return nullptr;
  if (json) sinks::check_json(reading.file, *map.child("body"), *body, sample_of(message), reading.problems);
  return std::make_shared<sinks::TemplatedBody>(*std::move(body), type, std::move(message));
}

/// What every sink over HTTP shares. `value` is its whole map.
void read_common(SinkReading const& reading, MapReader& map, sinks::HttpSettings& sink) {
  sink.timeout = read_timeout(map);
  sink.allow_private_addresses = map.boolean("allow_private").value_or(false);
  read_secret_headers(reading, map, [&](std::string const& name, sinks::SecretText secret) {
    sink.headers.emplace_back(name, std::move(secret));
  });
  yaml::Value const* headers = map.child("headers");
  if (headers == nullptr) return;
  for (yaml::Entry const& entry : headers->entries) {
    if (auto const wrong = sinks::wrong_with_header(entry.key.text, "")) map.report(entry.key, wrong.message());
  }
}

void check_whole(MapReader& map, yaml::Value const& value, sinks::HttpSettings const& sink) {
  std::string const fault = sinks::fault_of(sink);
  if (!fault.empty()) map.report(value, fault);
}

}  // namespace

sinks::WebhookSettings read_webhook(SinkReading const& reading, SinkId const& id, MapReader& map,
                                    yaml::Value const& value) {
  std::size_t const before = reading.problems.size();
  sinks::WebhookSettings webhook;
  webhook.id = id;
  webhook.url = map.required_text("url");
  webhook.secrets = read_secrets(map, reading.folder);
  read_plain_headers(reading, map, webhook);
  read_secret_headers(reading, map, [&](std::string const& name, sinks::SecretText const& secret) {
    webhook.headers.emplace_back(name, secret.reveal());
  });
  webhook.timeout = read_timeout(map);
  webhook.allow_private_addresses = map.boolean("allow_private").value_or(false);
  webhook.body = read_body(reading, map);
  if (reading.problems.size() > before) return webhook;
  if (auto const usable = sinks::check(webhook); !usable) {
    map.report(value, usable.error().message(), "secret_file: names a file with one line \"whsec_…\"");
  }
  return webhook;
}

sinks::HttpSettings read_http(SinkReading const& reading, SinkId const& id, MapReader& map, yaml::Value const& value) {
  std::size_t const before = reading.problems.size();
  sinks::HttpSettings sink{.id = id};
  set_zone(reading, sink.message);
  if (yaml::Value const* settings = map.child("settings")) {
    MapReader values(reading.file, *settings, "settings", reading.problems);
    for (yaml::Entry const& entry : settings->entries) {
      if (auto const text = values.text(entry.key.text)) sink.message.settings[entry.key.text] = *text;
    }
  }
  if (yaml::Value const* secrets = map.child("secrets")) {
    MapReader values(reading.file, *secrets, "secrets", reading.problems);
    for (yaml::Entry const& entry : secrets->entries) {
      (void)values.child(entry.key.text);
      sink.message.secrets[entry.key.text] =
          read_secret_value(reading, entry.value, "secret \"" + entry.key.text + "\"");
    }
  }
  sinks::read_message(reading.file, map, sink.message, reading.problems);
  (void)map.required_text("url");
  (void)map.required_text("body");
  sinks::read_shape(reading.file, map, sample_of(sink.message), sink.shape, reading.problems);
  read_common(reading, map, sink);
  if (reading.problems.size() == before) check_whole(map, value, sink);
  return sink;
}

sinks::HttpSettings read_preset_sink(SinkReading const& reading, SinkId const& id, std::string const& preset,
                                     MapReader& map, yaml::Value const& value) {
  std::size_t const before = reading.problems.size();
  sinks::HttpSettings sink{.id = id};
  auto const known = sinks::preset_named(preset);
  if (!known) return sink;
  sink.message = known->message;
  set_zone(reading, sink.message);
  sink.shape = known->shape;
  for (sinks::PresetKey const& key : known->keys) {
    if (key.secret) {
      sink.message.secrets[key.name] = read_secret_text(reading, map, key.name, key.required);
    } else {
      auto const text = map.text(key.name);
      if (!text && key.required) (void)map.required_text(key.name);
      sink.message.settings[key.name] = text.value_or(key.fallback);
    }
  }
  sinks::read_own_words(reading.file, map, sample_of(sink.message), sink.shape, reading.problems);
  read_common(reading, map, sink);
  if (reading.problems.size() == before) check_whole(map, value, sink);
  return sink;
}

}  // namespace rasid::configuration
