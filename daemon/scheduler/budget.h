#pragma once

#include <cstddef>

namespace rasid::scheduling {

/// One number of polls an hour for all feeds together, and the price of a poll that keeps to it.
///
/// The price follows from the feeds' learnt rates by the square-root law, and is corrected by what was really spent: a
/// debt raises it, savings lower it. Savings are forgotten within hours, so that a quiet night is not paid out as
/// a storm of polls, and a debt never is: over a day the polls stay within the budget.
class Budget {
 public:
  /// `per_hour` polls; `now` in seconds.
  void set(double per_hour, double now);

  /// The feeds' summed mean root of the rate (Profile::mean_root), as it changes.
  void demand(double before, double after) noexcept { demand_ += after - before; }

  void forget_demand() noexcept { demand_ = 0; }

  void spend(double now);
  /// In item-seconds of delay; see next_poll_after().
  [[nodiscard]] double price(double now);
  [[nodiscard]] double debt() const noexcept { return debt_; }

 private:
  void pass(double now);

  double per_hour_ = 1;
  double demand_ = 0;
  double debt_ = 0;        // polls
  double correction_ = 0;  // logarithm
  double at_ = 0;
};

}  // namespace rasid::scheduling
