#pragma once

#include <variant>

#include "daemon/routing/policy.h"
#include "daemon/sinks/channel.h"
#include "daemon/sinks/http/http_sink.h"
#include "daemon/sinks/local/command_sink.h"
#include "daemon/sinks/local/feed_sink.h"
#include "daemon/sinks/local/file_sink.h"
#include "daemon/sinks/local/journal_sink.h"
#include "daemon/sinks/mail/mail_sink.h"
#include "daemon/sinks/message_bus/mqtt_sink.h"
#include "daemon/sinks/message_bus/nats_sink.h"
#include "daemon/sinks/syslog/syslog_sink.h"
#include "daemon/sinks/webhook_sink.h"
#include "extractors/model/id.h"

namespace rasid::configuration {

/// One line for each alert in the daemon's own log.
struct LogSettings {};

/// Where alerts go. One kind of settings a kind of sink.
struct SinkSettings {
  using Kind = std::variant<LogSettings, sinks::WebhookSettings, sinks::HttpSettings, sinks::MailSettings,
                            sinks::SyslogSettings, sinks::JournalSettings, sinks::FileSettings, sinks::CommandSettings,
                            sinks::FeedFileSettings, sinks::MqttSettings, sinks::NatsSettings>;

  SinkId id;
  Kind kind;
  sinks::Manners manners;
  routing::SinkPolicy policy;  // when it is told, and what follows
};

}  // namespace rasid::configuration
