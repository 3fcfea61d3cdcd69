#include "daemon/service.h"

#include <ctime>
#include <string>

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

namespace rasid::service {
namespace {

void notify(std::string const& state) {
  sd_notify(0, state.c_str());
}

}  // namespace

void ready(std::string_view status) {
  notify(fmt::format("READY=1\nSTATUS={}", status));
}

void reloading() {
  // Type=notify-reload wants the moment on CLOCK_MONOTONIC, to tell this reload from an earlier one.
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  auto const microseconds =
      static_cast<unsigned long long>(now.tv_sec) * 1'000'000 + static_cast<unsigned long long>(now.tv_nsec) / 1'000;
  notify(fmt::format("RELOADING=1\nMONOTONIC_USEC={}\nSTATUS=Reading the configuration anew", microseconds));
}

void stopping() {
  notify("STOPPING=1\nSTATUS=Finishing what is under way");
}

void status(std::string_view text) {
  notify(fmt::format("STATUS={}", text));
}

void alive() {
  notify("WATCHDOG=1");
}

std::optional<Duration> watchdog_interval() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::duration_cast<Duration>(std::chrono::microseconds{microseconds}) / 2;
}

}  // namespace rasid::service
