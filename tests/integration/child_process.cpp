#include "tests/integration/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "tests/support/wait.h"

namespace rasid::test {
namespace {

std::vector<std::string> environment_for(Command const& command) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view const name = std::string_view(*entry).substr(0, std::string_view(*entry).find('='));
    // What the test runs under must not reach the daemon: it would speak to the service manager of the machine.
    if (name == "NOTIFY_SOCKET" || name == "JOURNAL_STREAM" || name == "WATCHDOG_USEC" || name == "WATCHDOG_PID" ||
        name == "RASID_CONFIG" || name == "STATE_DIRECTORY" || name.ends_with("_proxy") || name.ends_with("_PROXY"))
      continue;
    all.emplace_back(*entry);
  }
  for (auto const& [name, value] : command.environment) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& string : strings) out.push_back(string.data());
  out.push_back(nullptr);
  return out;
}

std::string name_or_null(std::filesystem::path const& path) {
  return path.empty() ? "/dev/null" : path.string();
}

/// Only what POSIX allows after a fork in a program with threads.
[[noreturn]] void become(char const* program, char** arguments, char** environment, char const* input,
                         char const* output, char const* errors, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  int const in = ::open(input, O_RDONLY);
  int const out = ::open(output, O_WRONLY | O_CREAT | O_APPEND, 0600);
  int const err = ::open(errors, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (in < 0 || out < 0 || err < 0) ::_exit(127);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  ::execve(program, arguments, environment);
  ::_exit(127);
}

std::chrono::milliseconds milliseconds_of(timeval const& time) {
  return std::chrono::milliseconds{time.tv_sec * 1000 + time.tv_usec / 1000};
}

}  // namespace

ChildProcess::ChildProcess(Command const& command) {
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> environment = environment_for(command);
  auto argument_pointers = pointers(arguments);
  auto environment_pointers = pointers(environment);
  std::string const input = name_or_null(command.input);
  std::string const output = name_or_null(command.output);
  std::string const errors = name_or_null(command.errors);
  pid_t const parent = ::getpid();
  id_ = ::fork();
  if (id_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (id_ == 0) {
    become(argument_pointers[0], argument_pointers.data(), environment_pointers.data(), input.c_str(), output.c_str(),
           errors.c_str(), parent);
  }
}

ChildProcess::~ChildProcess() {
  if (id_ > 0 && !ended_) kill();
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept : id_(std::exchange(other.id_, -1)), ended_(other.ended_) {}

void ChildProcess::send(int signal) const {
  if (!ended_) ::kill(id_, signal);
}

std::optional<Ended> ChildProcess::wait(std::chrono::milliseconds deadline) {
  auto const has_ended = [this] {
    if (ended_) return true;
    int status = 0;
    rusage used{};
    if (::wait4(id_, &status, WNOHANG, &used) != id_) return false;
    ended_ = Ended{.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                   .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                   .cpu = milliseconds_of(used.ru_utime) + milliseconds_of(used.ru_stime),
                   .most_memory_kib = used.ru_maxrss};
    return true;
  };
  if (!wait_for(has_ended, deadline)) return std::nullopt;
  return ended_;
}

Ended ChildProcess::kill() {
  send(SIGKILL);
  return wait(std::chrono::minutes{1}).value_or(Ended{});
}

long ChildProcess::memory_kib() const {
  std::ifstream status("/proc/" + std::to_string(id_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  }
  return 0;
}

}  // namespace rasid::test
