#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "daemon/alerts/text.h"
#include "daemon/configuration/sink_settings.h"
#include "daemon/sinks/secret_text.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// What reading a sink takes beside its own map.
struct SinkReading {
  yaml::File const& file;
  std::filesystem::path const& folder;  // secret files are looked for from here
  std::string const& time_zone;         // of texts
  Diagnostics& problems;
  /// Lines where somebody wrote a secret itself: no message shows them.
  std::set<unsigned>& secret_lines;
};

/// The sinks of rasid.yaml, under `sinks:`. One with a mistake is reported, and returned as far as it could be read.
std::vector<SinkSettings> read_sinks(SinkReading const& reading, yaml::MapReader& top);

// One reader for each family. Each reads every key of its types but id and type.
sinks::WebhookSettings read_webhook(SinkReading const&, SinkId const& id, yaml::MapReader& map,
                                    yaml::Value const& value);
sinks::HttpSettings read_http(SinkReading const&, SinkId const& id, yaml::MapReader& map, yaml::Value const& value);
sinks::HttpSettings read_preset_sink(SinkReading const&, SinkId const& id, std::string const& preset,
                                     yaml::MapReader& map, yaml::Value const& value);
sinks::MailSettings read_mail(SinkReading const&, SinkId const& id, yaml::MapReader& map, yaml::Value const& value);
sinks::SyslogSettings read_syslog(SinkReading const&, SinkId const& id, yaml::MapReader& map, yaml::Value const& value);
sinks::JournalSettings read_journal(SinkReading const&, SinkId const& id);
sinks::FileSettings read_file(SinkReading const&, SinkId const& id, yaml::MapReader& map);
sinks::CommandSettings read_command(SinkReading const&, SinkId const& id, yaml::MapReader& map);
sinks::FeedFileSettings read_feed_files(SinkReading const&, SinkId const& id, yaml::MapReader& map);
sinks::MqttSettings read_mqtt(SinkReading const&, SinkId const& id, yaml::MapReader& map);
sinks::NatsSettings read_nats(SinkReading const&, SinkId const& id, yaml::MapReader& map);

/// The secret that `name`_file or `name`_credential names. Missing ones are reported where `required`; one that cannot
/// be read always is, and one that is written under `name` itself. Never stands in a message.
sinks::SecretText read_secret_text(SinkReading const&, yaml::MapReader& map, std::string const& name,
                                   bool required = false);
/// The same of a map {file: …} or {credential: …}, with an optional `prefix` such as "Bearer ".
sinks::SecretText read_secret_value(SinkReading const&, yaml::Value const& value, std::string const& what);

/// `timeout`, with its default and bounds.
Duration read_timeout(yaml::MapReader& map, Duration otherwise = Duration{15'000});

/// How texts are made for sinks that set no limit of their own.
alerts::TextSettings text_settings(SinkReading const&);

}  // namespace rasid::configuration
