#include "daemon/crash_mark.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

namespace rasid {
namespace {

/// A signal handler is given nothing but the signal's number, and may not allocate: what it needs must lie ready.
std::array<char, 4096> mark_path{};

extern "C" void leave_mark_and_end(int signal) {
  int const descriptor = ::open(mark_path.data(), O_CREAT | O_WRONLY | O_CLOEXEC, 0640);
  if (descriptor >= 0) ::close(descriptor);
  ::raise(signal);  // which ends the process when this returns: the handler is reset by then
}

}  // namespace

void leave_crash_mark(std::filesystem::path const& mark) {
  std::string const path = std::filesystem::absolute(mark).string();
  if (path.size() >= mark_path.size()) return;
  path.copy(mark_path.data(), path.size());
  for (int const signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    struct sigaction before{};
    if (::sigaction(signal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) continue;
    struct sigaction ours{};
    ours.sa_handler = leave_mark_and_end;
    ours.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(signal, &ours, nullptr);
  }
}

bool take_crash_mark(std::filesystem::path const& mark) {
  return ::unlink(mark.c_str()) == 0;
}

}  // namespace rasid
