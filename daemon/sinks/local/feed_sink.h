#pragma once

#include <memory>

#include "daemon/sinks/local/alert_feed.h"
#include "daemon/sinks/local/own_thread.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

struct FeedFileSettings {
  SinkId id;
  AlertFeedSettings feed;
};

/// Keeps the latest alerts as feed files that a web server or a feed reader takes.
class FeedSink final : public Sink {
 public:
  explicit FeedSink(FeedFileSettings settings)
      : id_(std::move(settings.id)), feed_(std::make_shared<AlertFeed const>(std::move(settings.feed))) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return id_; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  SinkId id_;
  std::shared_ptr<AlertFeed const> feed_;
  OwnThread thread_;
};

}  // namespace rasid::sinks
