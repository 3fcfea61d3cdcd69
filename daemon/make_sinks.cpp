#include "daemon/make_sinks.h"

#include "daemon/sinks/log_sink.h"
#include "daemon/sinks/webhook_sink.h"

namespace rasid {

std::shared_ptr<sinks::SinkMap const> make_sinks(configuration::Settings const& settings, fetch::Fetcher& fetcher,
                                                 Clock const& clock, log::Logger const& log) {
  using Kind = configuration::SinkSettings::Kind;
  auto all = std::make_shared<sinks::SinkMap>();
  for (configuration::SinkSettings const& sink : settings.sinks) {
    switch (sink.kind) {
      case Kind::log:
        all->emplace(sink.id, std::make_shared<sinks::LogSink>(sink.id, log));
        break;
      case Kind::webhook: {
        auto webhook = sinks::WebhookSink::make(sink.webhook, fetcher, clock);
        if (webhook) {
          all->emplace(sink.id, *std::move(webhook));
        } else {
          log.error("a sink cannot be used; its alerts wait",
                    {{"sink", sink.id.value}, {"error", webhook.error().message()}});
        }
        break;
      }
    }
    if (auto const made = all->find(sink.id); made != all->end()) made->second.manners = sink.manners;
  }
  return all;
}

}  // namespace rasid
