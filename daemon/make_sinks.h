#pragma once

#include <memory>

#include "daemon/configuration/settings.h"
#include "daemon/sinks/deliverer.h"

namespace rasid {

/// The sinks that the configuration names: the one visible list of their kinds. Settings were checked when they were
/// read. The sinks keep references to the fetcher, clock and log.
std::shared_ptr<sinks::SinkMap const> make_sinks(configuration::Settings const& settings, fetch::Fetcher& fetcher,
                                                 Clock const& clock, log::Logger const& log);

}  // namespace rasid
