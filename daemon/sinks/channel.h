#pragma once

#include <concepts>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// How deliveries to one sink are made, whatever its kind.
struct Manners {
  std::size_t at_once = 16;   // attempts under way at once, at most
  bool strict_order = false;  // a story's next message waits until the one before is delivered or given up
  /// Stands for what the configuration says of the sink: one that was disabled is enabled when this changes.
  std::string configured_as;
};

/// A sink and how it is to be treated.
struct Channel {
  Channel() = default;
  template <std::derived_from<Sink> Kind>
  Channel(std::shared_ptr<Kind> to, Manners how = {}) : sink(std::move(to)), manners(std::move(how)) {}
  template <std::derived_from<Sink> Kind>
  Channel(std::unique_ptr<Kind> to, Manners how = {}) : sink(std::move(to)), manners(std::move(how)) {}

  std::shared_ptr<Sink> sink;
  Manners manners;
};

/// The sinks of one configuration.
using SinkMap = std::map<SinkId, Channel>;

}  // namespace rasid::sinks
