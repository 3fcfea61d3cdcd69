#include "tests/support/socks_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace rasid::test {
namespace {

std::string receive(int client, std::size_t bytes) {
  std::string out(bytes, '\0');
  for (std::size_t got = 0; got < bytes;) {
    ssize_t const n = ::recv(client, out.data() + got, bytes - got, 0);
    if (n <= 0) throw std::runtime_error("the client went away");
    got += static_cast<std::size_t>(n);
  }
  return out;
}

std::string receive_counted(int client) {
  return receive(client, static_cast<unsigned char>(receive(client, 1)[0]));
}

void send(int client, std::string const& bytes) {
  if (::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("the client went away");
  }
}

/// Who the client says it is, "u:p@", or nothing where it offers no password.
std::string greet(int client) {
  receive(client, 1);  // version 5
  bool const has_password = receive_counted(client).find('\x02') != std::string::npos;
  send(client, has_password ? std::string("\x05\x02", 2) : std::string("\x05\x00", 2));
  if (!has_password) return {};
  receive(client, 1);  // version 1 of RFC 1929
  std::string const name = receive_counted(client);
  std::string const password = receive_counted(client);
  send(client, std::string("\x01\x00", 2));
  return name + ":" + password + "@";
}

/// Where it wants to go.
std::string destination(int client) {
  std::string const head = receive(client, 4);  // version, CONNECT, reserved, kind of address
  std::string host = head[3] == '\x03' ? receive_counted(client) : "an address of kind " + std::to_string(head[3]);
  if (head[3] == '\x01') receive(client, 4);
  if (head[3] == '\x04') receive(client, 16);
  std::string const port = receive(client, 2);
  send(client, std::string("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10));
  auto const byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(port[i])); };
  return host + ":" + std::to_string(byte(0) << 8U | byte(1));
}

}  // namespace

SocksServer::SocksServer(std::string answer)
    : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("no SOCKS server on loopback");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this] { serve(); });
}

SocksServer::~SocksServer() {
  ::shutdown(listener_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  ::close(listener_);
}

std::string SocksServer::url() const {
  return "socks5h://127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> SocksServer::wanted() const {
  std::lock_guard const hold(mutex_);
  return wanted_;
}

void SocksServer::serve() {
  for (int client = ::accept(listener_, nullptr, nullptr); client >= 0;
       client = ::accept(listener_, nullptr, nullptr)) {
    try {
      answer(client);
    } catch (std::runtime_error const&) {
      // The test sees what is missing.
    }
    ::close(client);
  }
}

void SocksServer::answer(int client) {
  std::string const who = greet(client);
  std::string const where = destination(client);
  {
    std::lock_guard const hold(mutex_);
    wanted_.push_back(who + where);
  }
  std::string request;
  while (request.find("\r\n\r\n") == std::string::npos) request += receive(client, 1);
  send(client, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(answer_.size()) + "\r\n\r\n" + answer_);
}

}  // namespace rasid::test
