#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/integration/child_process.h"
#include "tests/support/temp_folder.h"

namespace rasid::bench {

using Seconds = std::chrono::duration<double>;

/// CPU time that a process has used so far, in user and kernel mode.
Seconds cpu_of(pid_t process);

/// A field of /proc/PID/status in KiB, such as "VmHWM" (the largest resident set so far); 0 where it is gone.
long memory_of(pid_t process, std::string const& field);

/// The real daemon on a configuration folder of its own, with the shipped names and five watches.
class Daemon {
 public:
  /// `polling` and `limits` as in rasid.yaml; `feeds` is the text of feeds.d/feeds.yaml.
  Daemon(std::string const& polling, std::string const& limits, std::string const& feeds);

  void start();
  /// SIGTERM, and waits for the end.
  test::Ended stop();
  /// Writes other polling settings and feeds, and has them read.
  void reload(std::string const& polling, std::string const& feeds);

  [[nodiscard]] pid_t id() const { return child_->id(); }
  [[nodiscard]] Seconds cpu() const { return cpu_of(id()); }
  [[nodiscard]] std::string log() const;
  /// The one number a query of the database gives; -1 where there is none (yet).
  [[nodiscard]] std::int64_t number(std::string const& query) const;

 private:
  void write(std::string const& polling, std::string const& feeds);

  test::TempFolder folder_;
  std::string limits_;
  std::unique_ptr<test::ChildProcess> child_;
};

}  // namespace rasid::bench
