#include "bench/outbox_vs_alertmanager/receiver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <strings.h>
#include <array>
#include <charconv>
#include <stdexcept>

namespace rasid::bench {
namespace {

constexpr std::string_view answer = "HTTP/1.1 204 No Content\r\n\r\n";

void watch(int epoll, int descriptor) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

/// Content-Length of a head, or 0.
std::size_t length_in(std::string_view head) {
  constexpr std::string_view name = "\r\ncontent-length:";
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    if (head.size() - at < name.size() || ::strncasecmp(head.data() + at, name.data(), name.size()) != 0) continue;
    std::size_t const begin = head.find_first_not_of(' ', at + name.size());
    std::size_t length = 0;
    std::from_chars(head.data() + begin, head.data() + head.size(), length);
    return length;
  }
  return 0;
}

}  // namespace

Receiver::Receiver()
    : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 1024) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    throw std::runtime_error("the receiver cannot listen");
  }
  port_ = ntohs(address.sin_port);
  watch(epoll_, listener_);
  watch(epoll_, stop_);
  thread_ = std::thread([this] { run(); });
}

Receiver::~Receiver() {
  ::eventfd_write(stop_, 1);
  thread_.join();
  for (auto const& [connection, buffer] : connections_) ::close(connection);
  for (int const descriptor : {listener_, epoll_, stop_}) ::close(descriptor);
}

std::string Receiver::url() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/hook";
}

double Receiver::cpu_us() const {
  clockid_t clock{};
  timespec used{};
  if (::pthread_getcpuclockid(thread_.native_handle(), &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

bool Receiver::wait_for(std::uint64_t count) const {
  std::uint64_t before = received_;
  auto since = Clock::now();
  while (received_ < count) {
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    if (received_ != before) {
      before = received_;
      since = Clock::now();
    } else if (Clock::now() - since > std::chrono::minutes{1}) {
      return false;
    }
  }
  return true;
}

void Receiver::run() {
  std::array<epoll_event, 256> events{};
  for (;;) {
    int const count = ::epoll_wait(epoll_, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      int const descriptor = events[static_cast<std::size_t>(i)].data.fd;
      if (descriptor == stop_) return;
      if (descriptor == listener_) {
        accept_all();
      } else if (!serve(descriptor)) {
        connections_.erase(descriptor);
        ::close(descriptor);
      }
    }
  }
}

void Receiver::accept_all() {
  for (int connection = 0; (connection = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
    int const on = 1;
    ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connections_[connection];
    watch(epoll_, connection);
  }
}

/// False where the connection is over.
bool Receiver::serve(int connection) {
  std::array<char, 65536> bytes;
  ssize_t const size = ::recv(connection, bytes.data(), bytes.size(), 0);
  if (size <= 0) return size < 0 && errno == EAGAIN;
  std::string& buffer = connections_[connection];
  buffer.append(bytes.data(), static_cast<std::size_t>(size));
  return take_requests(connection, buffer);
}

bool Receiver::take_requests(int connection, std::string& buffer) {
  for (;;) {
    std::size_t const end = buffer.find("\r\n\r\n");
    if (end == std::string::npos) return true;
    std::size_t const whole = end + 4 + length_in(std::string_view(buffer).substr(0, end));
    if (buffer.size() < whole) return true;
    last_ = Clock::now().time_since_epoch().count();
    if (received_++ % 1000 == 0) samples_.push_back(buffer.substr(0, whole));
    buffer.erase(0, whole);
    if (::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return false;
  }
}

}  // namespace rasid::bench
