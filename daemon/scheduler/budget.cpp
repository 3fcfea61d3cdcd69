#include "daemon/scheduler/budget.h"

#include <algorithm>
#include <cmath>

namespace rasid::scheduling {
namespace {

constexpr double savings_last = 72 * 3600;  // seconds
constexpr double aim = 0.995;               // of the budget: a debt is known only when it was made
constexpr double correct_over = 2 * 86'400;
constexpr double urgency = 3;  // a debt of a day's polls raises the price e³ times

}  // namespace

void Budget::set(double per_hour, double now) {
  if (at_ == 0) at_ = now;
  pass(now);
  per_hour_ = std::max(per_hour * aim, 1e-6);
}

void Budget::pass(double now) {
  double const passed = std::max(0.0, now - at_);
  if (passed == 0) return;
  debt_ -= per_hour_ * passed / 3600;
  if (debt_ < 0) debt_ *= std::exp(-passed / savings_last);
  double const day = per_hour_ * 24;
  correction_ += passed / correct_over * debt_ / day;
  correction_ = std::clamp(correction_, -3.0, 6.0);
  at_ = now;
}

void Budget::spend(double now) {
  pass(now);
  debt_ += 1;
}

double Budget::price(double now) {
  pass(now);
  // With intervals sqrt(2 price / rate) all feeds together cost demand / sqrt(2 price) polls a second.
  double const a_second = per_hour_ / 3600;
  double const base = demand_ * demand_ / (2 * a_second * a_second);
  return std::max(base, 1e-9) * std::exp(correction_ + urgency * debt_ / (per_hour_ * 24));
}

}  // namespace rasid::scheduling
