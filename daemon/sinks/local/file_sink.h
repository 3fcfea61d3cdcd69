#pragma once

#include <memory>

#include "daemon/sinks/local/json_lines_file.h"
#include "daemon/sinks/local/own_thread.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

struct FileSettings {
  SinkId id;
  std::filesystem::path path;
  Rotation rotation;
};

/// Appends the stored payload as one line of JSON to a file. Delivered means that it is on the disk. The clock must
/// outlive it.
class FileSink final : public Sink {
 public:
  FileSink(FileSettings settings, Clock const& clock)
      : id_(std::move(settings.id)),
        file_(std::make_shared<JsonLinesFile const>(std::move(settings.path), settings.rotation)),
        clock_(clock) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return id_; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  SinkId id_;
  std::shared_ptr<JsonLinesFile const> file_;
  Clock const& clock_;
  OwnThread thread_;
};

}  // namespace rasid::sinks
