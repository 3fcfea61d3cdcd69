#pragma once

#include <chrono>
#include <string>

namespace rasid::terminal {

/// A bar on standard error for work that takes long, where that is a terminal: "[#####     ] 52%, 12 s left". Drawn
/// four times a second at most, and wiped at the end.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  /// `part`: 0 … 1.
  void show(double part);

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool on_terminal_;
  bool drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace rasid::terminal
