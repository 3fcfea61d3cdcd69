#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasid::test {

/// What to run and with what around it.
struct Command {
  std::vector<std::string> arguments;                            // the first is the program's path
  std::vector<std::pair<std::string, std::string>> environment;  // beside the test's own
  std::filesystem::path input;                                   // standard input; empty: none
  std::filesystem::path output;                                  // standard output is appended here
  std::filesystem::path errors;                                  // and standard error here
};

/// How a process ended and what it cost.
struct Ended {
  int status = -1;  // exit status; -1 where a signal ended it
  int signal = 0;
  std::chrono::milliseconds cpu{0};  // user and system
  long most_memory_kib = 0;          // largest resident set
};

/// A process of the test's own, killed when this goes (and, by the kernel, when the test program dies). Not for use
/// from several threads.
class ChildProcess {
 public:
  explicit ChildProcess(Command const& command);
  ~ChildProcess();
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;

  [[nodiscard]] pid_t id() const noexcept { return id_; }
  void send(int signal) const;

  /// Waits for the end; nothing where it does not come in time.
  [[nodiscard]] std::optional<Ended> wait(std::chrono::milliseconds deadline = std::chrono::seconds{30});
  /// SIGKILL, and waits for the end.
  Ended kill();
  /// Memory in use now, in KiB; 0 where it is gone.
  [[nodiscard]] long memory_kib() const;

 private:
  pid_t id_ = -1;
  std::optional<Ended> ended_;
};

}  // namespace rasid::test
