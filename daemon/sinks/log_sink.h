#pragma once

#include "daemon/log/log.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// Writes each alert to the daemon's log: one line with the watch, the title, the sentence and who and where. For a
/// first look, and for those whose journal is watched already.
class LogSink final : public Sink {
 public:
  LogSink(SinkId id, log::Logger const& log) : id_(std::move(id)), log_(log) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return id_; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  SinkId id_;
  log::Logger const& log_;
};

}  // namespace rasid::sinks
