#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/configuration/settings.h"
#include "daemon/sinks/deliverer.h"

namespace rasid {

/// What sinks are made with; all of it must outlive them. The egress policy is the one that every connection obeys,
/// also those of sinks that a later configuration brings.
struct SinkParts {
  boost::asio::any_io_executor executor;  // of the I/O thread
  fetch::Fetcher& fetcher;
  fetch::EgressPolicy const& egress;
  Clock const& clock;
  log::Logger const& log;
};

/// The sinks that the configuration names: the one visible list of their kinds. Settings were checked when they were
/// read.
std::shared_ptr<sinks::SinkMap const> make_sinks(configuration::Settings const& settings, SinkParts const& parts);

}  // namespace rasid
