#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "tests/support/wait.h"

namespace rasid::test {

/// A port of 127.0.0.1 that was free a moment ago.
inline std::uint16_t free_port() {
  boost::asio::io_context io;
  boost::asio::ip::tcp::acceptor const acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
  return acceptor.local_endpoint().port();
}

inline bool is_listening(std::uint16_t port) {
  boost::asio::io_context io;
  boost::asio::ip::tcp::socket socket(io);
  boost::system::error_code bad;
  socket.connect({boost::asio::ip::address_v4::loopback(), port}, bad);
  return !bad;
}

/// Somebody else's server, run for one test and stopped at its end. Its output goes to `log`.
class ServerProcess {
 public:
  ServerProcess(std::vector<std::string> arguments, std::filesystem::path const& log) {
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    if (posix_spawn(&pid_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) pid_ = 0;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~ServerProcess() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    int status = 0;
    bool const ended = wait_for([&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; }, std::chrono::seconds{5});
    if (ended) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, &status, 0);
  }
  ServerProcess(ServerProcess const&) = delete;
  ServerProcess& operator=(ServerProcess const&) = delete;

  [[nodiscard]] bool comes_up_at(std::uint16_t port) const {
    return pid_ > 0 && wait_for([&] { return is_listening(port); });
  }

 private:
  pid_t pid_ = 0;
};

}  // namespace rasid::test
