#include "tests/integration/notify_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <system_error>

#include "tests/support/wait.h"

namespace rasid::test {
namespace {

int bound_to(std::filesystem::path const& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) throw std::length_error(path.string());
  std::memcpy(address.sun_path, path.c_str(), path.string().size());
  int const socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
    throw std::system_error(errno, std::generic_category(), path.string());
  }
  return socket;
}

bool has_line(std::string_view datagram, std::string_view line) {
  for (std::size_t at = 0; at <= datagram.size();) {
    std::size_t const end = std::min(datagram.find('\n', at), datagram.size());
    if (datagram.substr(at, end - at) == line) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

NotifySocket::NotifySocket(std::filesystem::path path)
    : path_(std::move(path)),
      socket_(bound_to(path_)),
      thread_([this](std::stop_token const& stopped) { receive(stopped); }) {}

NotifySocket::~NotifySocket() {
  thread_.request_stop();
  thread_.join();
  ::close(socket_);
}

void NotifySocket::receive(std::stop_token const& stopped) {
  constexpr int look_up_every_ms = 20;
  std::array<char, 8192> datagram{};
  while (!stopped.stop_requested()) {
    pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, look_up_every_ms) <= 0) continue;
    ssize_t const size = ::recv(socket_, datagram.data(), datagram.size(), 0);
    if (size <= 0) continue;
    std::lock_guard const lock(mutex_);
    told_.emplace_back(datagram.data(), static_cast<std::size_t>(size));
  }
}

std::vector<std::string> NotifySocket::told() const {
  std::lock_guard const lock(mutex_);
  return told_;
}

int NotifySocket::count(std::string_view line) const {
  std::lock_guard const lock(mutex_);
  return static_cast<int>(std::ranges::count_if(told_, [&](std::string const& one) { return has_line(one, line); }));
}

bool NotifySocket::wait_for_line(std::string_view line, int times) const {
  return wait_for([&] { return count(line) >= times; });
}

std::string value_in(std::string_view datagram, std::string_view name) {
  for (std::size_t at = 0; at < datagram.size();) {
    std::size_t const end = std::min(datagram.find('\n', at), datagram.size());
    std::string_view const line = datagram.substr(at, end - at);
    if (line.starts_with(name) && line.substr(name.size()).starts_with('=')) {
      return std::string(line.substr(name.size() + 1));
    }
    at = end + 1;
  }
  return {};
}

}  // namespace rasid::test
