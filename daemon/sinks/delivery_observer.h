#pragma once

#include <string_view>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::sinks {

/// Told of every attempt's end, on the I/O thread; must not block. Texts hold no secrets.
class DeliveryObserver {
 public:
  virtual ~DeliveryObserver() = default;
  virtual void delivered(store::Delivery const& delivery, Duration took) = 0;
  virtual void retry(store::Delivery const& delivery, std::string_view why, Timestamp next) = 0;
  virtual void dead(store::Delivery const& delivery, std::string_view why) = 0;
  /// So many attempts in a row failed that only single ones are made now, the next one then.
  virtual void down(SinkId const& sink, std::string_view why, Timestamp next) = 0;
  /// It was down or disabled.
  virtual void up(SinkId const& sink) = 0;
  /// By the receiver (410); what is meant for it waits.
  virtual void disabled(SinkId const& sink, std::string_view why) = 0;
  /// The store could not be asked or told; it will be again after `pause`. Nothing is lost, something may be sent
  /// twice.
  virtual void store_failed(Error const& error, Duration pause) = 0;
};

}  // namespace rasid::sinks
