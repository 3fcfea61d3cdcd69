#pragma once

#include <string>

#include "daemon/store/store.h"

namespace rasid::sinks {

/// What a webhook sends instead of the stored payload. Pure: the same delivery gives the same bytes, so that every
/// attempt sends and signs the same.
class MessageBody {
 public:
  virtual ~MessageBody() = default;
  [[nodiscard]] virtual std::string const& content_type() const noexcept = 0;
  /// Never fails: what cannot be made is replaced by the stored payload.
  [[nodiscard]] virtual std::string make(store::Delivery const& delivery) const = 0;
};

}  // namespace rasid::sinks
