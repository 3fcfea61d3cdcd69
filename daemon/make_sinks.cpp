#include "daemon/make_sinks.h"

#include "daemon/sinks/log_sink.h"

namespace rasid {
namespace {

using Made = std::shared_ptr<sinks::Sink>;

/// One function for each kind of settings.
struct Maker {
  SinkId const& id;
  SinkParts const& with;

  Made operator()(configuration::LogSettings const&) const { return std::make_shared<sinks::LogSink>(id, with.log); }
  Made operator()(sinks::WebhookSettings const& settings) const {
    auto webhook = sinks::WebhookSink::make(settings, with.fetcher, with.clock, with.log);
    if (webhook) return *std::move(webhook);
    with.log.error("a sink cannot be used; its alerts wait",
                   {{"sink", id.value}, {"error", webhook.error().message()}});
    return nullptr;
  }
  Made operator()(sinks::HttpSettings const& settings) const {
    return std::make_shared<sinks::HttpSink>(settings, with.fetcher, with.log);
  }
  Made operator()(sinks::MailSettings const& settings) const {
    return std::make_shared<sinks::MailSink>(settings, with.executor, with.egress, with.log);
  }
  Made operator()(sinks::SyslogSettings const& settings) const {
    return std::make_shared<sinks::SyslogSink>(settings, with.egress);
  }
  Made operator()(sinks::JournalSettings const& settings) const {
    return std::make_shared<sinks::JournalSink>(settings);
  }
  Made operator()(sinks::FileSettings const& settings) const {
    return std::make_shared<sinks::FileSink>(settings, with.clock);
  }
  Made operator()(sinks::CommandSettings const& settings) const {
    return std::make_shared<sinks::CommandSink>(settings);
  }
  Made operator()(sinks::FeedFileSettings const& settings) const { return std::make_shared<sinks::FeedSink>(settings); }
  Made operator()(sinks::MqttSettings const& settings) const {
    return std::make_shared<sinks::MqttSink>(settings, with.egress);
  }
  Made operator()(sinks::NatsSettings const& settings) const {
    return std::make_shared<sinks::NatsSink>(settings, with.egress);
  }
};

}  // namespace

std::shared_ptr<sinks::SinkMap const> make_sinks(configuration::Settings const& settings, SinkParts const& parts) {
  auto all = std::make_shared<sinks::SinkMap>();
  for (configuration::SinkSettings const& sink : settings.sinks) {
    Made made = std::visit(Maker{sink.id, parts}, sink.kind);
    if (made) all->emplace(sink.id, sinks::Channel{std::move(made), sink.manners});
  }
  return all;
}

}  // namespace rasid
