#pragma once

#include <string>
#include <vector>

#include "daemon/sinks/local/own_thread.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

struct JournalSettings {
  SinkId id;
};

/// The fields of an alert's journal entry, "NAME=value": MESSAGE, PRIORITY, MESSAGE_ID (the same for all alerts:
/// `journalctl MESSAGE_ID=…`) and RASID_… ones. Empty where the payload cannot be read.
std::vector<std::string> journal_fields(std::string_view payload, std::string_view message_id);

/// Writes each alert into the systemd journal with its fields, whatever the daemon's own log does. Tries again where
/// there is no journal.
class JournalSink final : public Sink {
 public:
  explicit JournalSink(JournalSettings settings) : settings_(std::move(settings)) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  JournalSettings settings_;
  OwnThread thread_;
};

}  // namespace rasid::sinks
