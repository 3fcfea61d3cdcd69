#pragma once

#include "daemon/sinks/message_body.h"

namespace rasid::sinks {

/// CloudEvents 1.0 in structured mode, JSON format (https://github.com/cloudevents/spec/blob/v1.0.2): the payload's
/// `data` under `data`, the message's id as `id`, "rasid.alert.created" and "rasid.alert.updated" as `type`, the watch
/// as `subject`, when the alert was decided as `time`.
class CloudEventBody final : public MessageBody {
 public:
  /// `source` is a URI reference that says who sends: "/rasid/desk".
  explicit CloudEventBody(std::string source) : source_(std::move(source)) {}

  [[nodiscard]] std::string const& content_type() const noexcept override;
  [[nodiscard]] std::optional<std::string> make(store::Delivery const& delivery) const override;

 private:
  std::string source_;
};

}  // namespace rasid::sinks
