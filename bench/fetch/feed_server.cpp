#include "bench/fetch/feed_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <system_error>
#include <unordered_map>

#include <fmt/format.h>

namespace rasid::bench {
namespace {

/// What came in and what is still to go out on one connection.
struct Connection {
  std::string in;
  std::string out;
};

int checked(int result, char const* doing) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), doing);
  return result;
}

}  // namespace

FeedServer::FeedServer(Document document) : document_(std::move(document)) {
  listener_ = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), "bind");
  checked(::listen(listener_, 4096), "listen");
  socklen_t length = sizeof address;
  checked(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length), "getsockname");
  port_ = ntohs(address.sin_port);
  epoll_ = checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  epoll_event event{.events = EPOLLIN, .data = {.fd = listener_}};
  checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event), "epoll_ctl");
  thread_ = std::jthread([this](std::stop_token const& stop) { serve(stop); });
}

FeedServer::~FeedServer() {
  thread_.request_stop();
  thread_.join();
  ::close(epoll_);
  ::close(listener_);
}

std::string FeedServer::url(std::size_t number) const {
  return fmt::format("http://127.0.0.1:{}/f/{}", port_, number);
}

void FeedServer::accept_all() {
  for (;;) {
    int const fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    int const on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    ++connections_;
  }
}

void FeedServer::answer(int, std::string_view head, std::string& out) {
  ++requests_;
  std::size_t number = 0;
  if (auto const at = head.find("/f/"); at != std::string_view::npos) {
    std::from_chars(head.data() + at + 3, head.data() + head.size(), number);
  }
  bool const known = head.find("If-None-Match: \"v1\"\r\n") != std::string_view::npos;
  if (known) {
    ++conditional_;
    out += "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n";
    return;
  }
  std::string const body = document_(number);
  body_bytes_ += body.size();
  fmt::format_to(std::back_inserter(out),
                 "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: \"v1\"\r\n"
                 "Content-Length: {}\r\n\r\n{}",
                 body.size(), body);
}

void FeedServer::serve(std::stop_token const& stop) {
  std::unordered_map<int, Connection> open;
  auto const drop = [&](int fd) {
    ::close(fd);
    open.erase(fd);
  };
  std::array<epoll_event, 256> events;
  std::array<char, 65536> buffer;
  while (!stop.stop_requested()) {
    int const count = ::epoll_wait(epoll_, events.data(), events.size(), 100);
    for (int i = 0; i < count; ++i) {
      int const fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listener_) {
        accept_all();
        continue;
      }
      Connection& connection = open[fd];
      if ((events[static_cast<std::size_t>(i)].events & ~unsigned{EPOLLOUT}) != 0) {
        ssize_t const got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
          if (got == 0 || errno != EAGAIN) drop(fd);
          continue;
        }
        connection.in.append(buffer.data(), static_cast<std::size_t>(got));
      }
      for (auto end = connection.in.find("\r\n\r\n"); end != std::string::npos; end = connection.in.find("\r\n\r\n")) {
        answer(fd, std::string_view(connection.in).substr(0, end + 4), connection.out);
        connection.in.erase(0, end + 4);
      }
      if (connection.out.empty()) continue;
      ssize_t const sent = ::send(fd, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EAGAIN) {
        drop(fd);
        continue;
      }
      if (sent > 0) connection.out.erase(0, static_cast<std::size_t>(sent));
      epoll_event event{.events = EPOLLIN | (connection.out.empty() ? 0U : unsigned{EPOLLOUT}), .data = {.fd = fd}};
      ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
    }
  }
  for (auto const& [fd, connection] : open) ::close(fd);
}

}  // namespace rasid::bench
