#include "daemon/terminal/progress.h"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

namespace rasid::terminal {
namespace {

constexpr int width = 30;
constexpr std::chrono::milliseconds pause{250};

}  // namespace

Progress::Progress(std::string what) : what_(std::move(what)), on_terminal_(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(double part) {
  auto const now = Clock::now();
  if (!on_terminal_ || now - last_ < pause) return;
  last_ = now;
  drawn_ = true;
  part = std::clamp(part, 0.0, 1.0);
  int const done = static_cast<int>(part * width);
  std::chrono::duration<double> const spent = now - begin_;
  std::string const left = part > 0.01 ? fmt::format(", {:.0f} s left", spent.count() * (1 - part) / part) : "";
  fmt::print(stderr, "\r{} [{:#<{}}{: <{}}] {:.0f}%{}\x1b[K", what_, "", done, "", width - done, part * 100, left);
}

}  // namespace rasid::terminal
