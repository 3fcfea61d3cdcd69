#pragma once

#include <optional>
#include <string_view>

#include "extractors/model/time.h"

/// What systemd is told about the service (sd_notify(3)). Outside of systemd every call does nothing.
namespace rasid::service {

void ready(std::string_view status);
/// A reload begins; ready() ends it.
void reloading();
void stopping();
void status(std::string_view text);
void alive();  // feeds the watchdog

/// How often alive() must be called, if the unit has WatchdogSec=.
std::optional<Duration> watchdog_interval();

}  // namespace rasid::service
