#pragma once

#include <optional>
#include <string>

#include "daemon/store/store.h"

namespace rasid::sinks {

/// What a webhook sends instead of the stored payload. Pure: the same delivery gives the same bytes, so that every
/// attempt sends and signs the same.
class MessageBody {
 public:
  virtual ~MessageBody() = default;
  [[nodiscard]] virtual std::string const& content_type() const noexcept = 0;
  /// Nothing where none can be made: the stored payload goes out in its place.
  [[nodiscard]] virtual std::optional<std::string> make(store::Delivery const& delivery) const = 0;
};

}  // namespace rasid::sinks
