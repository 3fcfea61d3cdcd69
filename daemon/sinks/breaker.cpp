#include "daemon/sinks/breaker.h"

#include <algorithm>

namespace rasid::sinks {
namespace {

/// Far more than any sink is allowed; keeps the doubling from running over.
constexpr std::size_t widest = 1U << 20U;

}  // namespace

void Breaker::succeeded() {
  failures_ = 0;
  window_ = std::min(window_ * 2, widest);
}

void Breaker::failed(Timestamp begun, Timestamp now, std::mt19937_64& random) {
  bool const was_open = is_open();
  ++failures_;
  window_ = std::max<std::size_t>(window_ / 2, 1);
  if (!is_open()) return;
  window_ = 1;
  if (!was_open) {
    opened_ = now;
    probes_ = 0;
  } else if (begun >= opened_) {  // not one that was under way when the receiver went down
    ++probes_;
  }
  Duration const pause = std::min(settings_.probe_after * (1 + std::min(probes_, 1000U)), settings_.longest_pause);
  // Only ever longer: the pause bounds how often a receiver that is down is asked.
  std::uniform_real_distribution<double> spread(1.0, 1.2);
  next_probe_ = now + Duration{static_cast<Duration::rep>(static_cast<double>(pause.count()) * spread(random))};
}

std::size_t Breaker::allows(Timestamp now, std::size_t most) const {
  if (is_open()) return now >= next_probe_ ? std::min<std::size_t>(1, most) : 0;
  return std::min(window_, most);
}

}  // namespace rasid::sinks
