#include "daemon/sinks/local/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "extractors/model/descriptor.h"

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_output = 4096;

struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// The input as a file in memory: unlike a pipe it never blocks, nor raises SIGPIPE where nobody reads it.
Descriptor file_with(std::string_view bytes) {
  Descriptor file(::memfd_create("rasid-alert", MFD_CLOEXEC));
  while (file && !bytes.empty()) {
    ssize_t const count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return {};
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (file) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// posix_spawn's two tables.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnPlan(SpawnPlan const&) = delete;
  SpawnPlan& operator=(SpawnPlan const&) = delete;

  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

/// A child and its process group: killed and reaped at the end, if it has not ended by then.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  ~Child() {
    if (pid_ > 0) static_cast<void>(end());
  }
  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Kills what is left of the group, and collects how the program ended.
  int end() {
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// The process id, or the negative error.
pid_t spawn(Program& program, int input, int output) {
  SpawnPlan plan;
  posix_spawn_file_actions_adddup2(&plan.actions, input, 0);
  posix_spawn_file_actions_adddup2(&plan.actions, output, 1);
  posix_spawn_file_actions_adddup2(&plan.actions, output, 2);
  posix_spawn_file_actions_addclosefrom_np(&plan.actions, 3);
  posix_spawn_file_actions_addchdir_np(&plan.actions, program.folder.c_str());
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&plan.attributes, &signals);  // ours may be blocked, for signalfd and the like
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&plan.attributes, &signals);
  posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> settings;
  for (auto const& [name, value] : program.environment) settings.push_back(name + "=" + value);
  auto const arguments = pointers(program.arguments);
  auto const environment = pointers(settings);
  pid_t pid = 0;
  int const bad =
      posix_spawn(&pid, arguments[0], &plan.actions, &plan.attributes, arguments.data(), environment.data());
  return bad == 0 ? pid : -bad;
}

asio::awaitable<void> listen(asio::posix::stream_descriptor& from, std::string& output) {
  std::array<char, 1024> part{};
  while (true) {
    auto const [bad, count] = co_await from.async_read_some(asio::buffer(part), as_values);
    if (bad) co_return;
    output.append(part.data(), std::min(count, most_output - output.size()));
  }
}

asio::awaitable<void> wait_for_end(asio::posix::stream_descriptor& process) {
  co_await process.async_wait(asio::posix::stream_descriptor::wait_read, as_values);
}

/// What is still in the pipe of a program that has ended.
void drain(asio::posix::stream_descriptor& from, std::string& output) {
  boost::system::error_code bad;
  from.non_blocking(true, bad);
  std::array<char, 1024> part{};
  while (!bad && output.size() < most_output) {
    std::size_t const count = from.read_some(asio::buffer(part), bad);
    output.append(part.data(), std::min(count, most_output - output.size()));
  }
}

Ended ended_as(int status, bool too_late, std::string output) {
  Ended ended{.too_late = too_late, .output = std::move(output)};
  if (WIFEXITED(status)) ended.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}

}  // namespace

asio::awaitable<Result<Ended>> run_program(Program program, std::string input, Duration limit) {
  using namespace asio::experimental::awaitable_operators;
  std::string const doing = "running " + program.arguments.front();
  auto const executor = co_await asio::this_coro::executor;
  Descriptor const standard_input = file_with(input);
  auto from_child = make_pipe();
  if (!standard_input || !from_child) co_return std::unexpected(Error{{errno, std::generic_category()}, doing});
  pid_t const pid = spawn(program, standard_input.get(), from_child->write.get());
  if (pid < 0) co_return std::unexpected(Error{{static_cast<int>(-pid), std::generic_category()}, doing});
  Child child(pid);
  from_child->write = Descriptor();
  Descriptor process_file(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!process_file) co_return std::unexpected(Error{{errno, std::generic_category()}, doing});

  asio::posix::stream_descriptor outputs(executor, from_child->read.release());
  asio::posix::stream_descriptor process(executor, process_file.release());
  std::string output;
  asio::steady_timer timer(executor, limit);
  auto listening = listen(outputs, output);
  auto ending = wait_for_end(process);
  auto late = timer.async_wait(asio::use_awaitable);
  // The program's own end counts: a child of it may hold the outputs open.
  auto ended = wait_for_end(process);
  auto talking = std::move(listening) && std::move(ended);
  auto const first = co_await (std::move(talking) || std::move(ending) || std::move(late));
  int const status = child.end();
  drain(outputs, output);
  co_return ended_as(status, first.index() == 2, std::move(output));
}

}  // namespace rasid::sinks
