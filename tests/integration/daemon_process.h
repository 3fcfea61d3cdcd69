#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/integration/child_process.h"
#include "tests/integration/config_folder.h"

namespace rasid::test {

/// The real daemon, `rasid run`, on a configuration folder. Its log is appended to `log_file` there, over all starts.
class DaemonProcess {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  explicit DaemonProcess(ConfigFolder const& config, Environment environment = {});

  /// SIGTERM, SIGHUP …
  void send(int signal) { child_.send(signal); }
  [[nodiscard]] std::optional<Ended> wait(std::chrono::milliseconds deadline = std::chrono::seconds{30}) {
    return child_.wait(deadline);
  }
  /// SIGTERM, then waits for the end.
  [[nodiscard]] std::optional<Ended> stop() {
    send(15);
    return wait();
  }
  Ended kill() { return child_.kill(); }
  [[nodiscard]] long memory_kib() const { return child_.memory_kib(); }
  [[nodiscard]] pid_t id() const { return child_.id(); }

  /// What it has logged since it was started.
  [[nodiscard]] std::string log() const;
  [[nodiscard]] bool logged(std::string_view text) const { return log().find(text) != std::string::npos; }
  /// Waits until the log holds the text `times` times.
  [[nodiscard]] bool wait_for_log(std::string_view text, int times = 1,
                                  std::chrono::milliseconds deadline = std::chrono::seconds{20}) const;

 private:
  std::filesystem::path log_file_;
  std::uintmax_t log_begin_ = 0;
  ChildProcess child_;
};

/// What a command of `rasid` did.
struct CommandResult {
  int status = -1;
  std::string output;
  std::string errors;
};

/// Runs `rasid` with these arguments to its end; `input` is its standard input.
CommandResult run_rasid(std::vector<std::string> arguments, std::string_view input = {});

/// The whole file, empty where there is none.
std::string content_of(std::filesystem::path const& file);

}  // namespace rasid::test
