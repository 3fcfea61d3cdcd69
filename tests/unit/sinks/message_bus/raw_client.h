#pragma once

#include <array>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

namespace rasid::test {

/// A blocking client that says bytes and hears bytes: what a subscriber of a test needs.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(io_) {
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    timeval const limit{20, 0};
    ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  void say(std::string const& bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }
  std::string line() {
    std::size_t end = received_.find("\r\n");
    while (end == std::string::npos) {
      more();
      end = received_.find("\r\n");
    }
    return take(end + 2).substr(0, end);
  }
  std::string bytes(std::size_t count) {
    while (received_.size() < count) more();
    return take(count);
  }
  /// An MQTT packet: its first byte, and what follows the length.
  std::string packet() {
    std::string const first = bytes(1);
    std::size_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
      auto const byte = static_cast<unsigned char>(bytes(1)[0]);
      length |= static_cast<std::size_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) break;
    }
    return first + bytes(length);
  }

 private:
  void more() {
    std::array<char, 4096> part{};
    std::size_t const count = socket_.read_some(boost::asio::buffer(part));
    received_.append(part.data(), count);
  }
  std::string take(std::size_t count) {
    std::string out = received_.substr(0, count);
    received_.erase(0, count);
    return out;
  }

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  std::string received_;
};

}  // namespace rasid::test
