#pragma once

#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/http/template.h"
#include "daemon/sinks/message_body.h"

namespace rasid::sinks {

/// A webhook's own body, from a mustache template over the alert.
class TemplatedBody final : public MessageBody {
 public:
  TemplatedBody(Template body, std::string content_type, MessageSettings message)
      : body_(std::move(body)), content_type_(std::move(content_type)), message_(std::move(message)) {}

  [[nodiscard]] std::string const& content_type() const noexcept override { return content_type_; }
  [[nodiscard]] std::optional<std::string> make(store::Delivery const& delivery) const override;

 private:
  Template body_;
  std::string content_type_;
  MessageSettings message_;
};

}  // namespace rasid::sinks
