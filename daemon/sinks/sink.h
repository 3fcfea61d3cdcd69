#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <boost/asio/awaitable.hpp>

#include "daemon/store/store.h"

namespace rasid::sinks {

struct Delivered {};
/// Try again, not before `after` where the receiver said so.
struct RetryLater {
  std::string why;  // "HTTP 503 after 0.2 s"
  std::optional<Duration> after;
};
/// No retry of this one will help; others may get through.
struct Dead {
  std::string why;  // "the payload cannot be read: …"
};
/// The receiver says that it is no more: the sink is disabled until an operator or a changed configuration enables it,
/// and what is meant for it waits.
struct Gone {
  std::string why;  // "HTTP 410: the receiver is gone"
};
using DeliveryResult = std::variant<Delivered, RetryLater, Dead, Gone>;

/// A place where alerts go. deliver() runs on the I/O thread and may be under way several times at once; it never
/// throws for what a receiver does, and ends at once when its coroutine is cancelled.
class Sink {
 public:
  virtual ~Sink() = default;
  [[nodiscard]] virtual SinkId const& id() const noexcept = 0;
  virtual boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) = 0;
};

}  // namespace rasid::sinks
