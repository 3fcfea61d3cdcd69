#pragma once

#include <string>
#include <utility>
#include <vector>

#include "daemon/sinks/local/process.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

struct CommandSettings {
  SinkId id;
  Program program;
  Duration timeout{30'000};
};

/// Runs a program for each alert, with the stored payload on its standard input. Exit status 0 is delivered, everything
/// else is tried again; the last line it wrote tells why. The environment holds PATH, LANG, RASID_MESSAGE (the id to
/// drop repeats by), RASID_ALERT, RASID_SINK and what the settings add, and nothing else of ours.
class CommandSink final : public Sink {
 public:
  explicit CommandSink(CommandSettings settings) : settings_(std::move(settings)) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  CommandSettings settings_;
};

}  // namespace rasid::sinks
