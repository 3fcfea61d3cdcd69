#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rasid::test {

/// A SOCKS 5 proxy on loopback (RFC 1928, with a name and a password by RFC 1929) that goes nowhere: it notes where a
/// client wants to be connected to, and answers its HTTP request itself, with the text given. One client at a time.
class SocksServer {
 public:
  explicit SocksServer(std::string answer);
  ~SocksServer();
  SocksServer(SocksServer const&) = delete;
  SocksServer& operator=(SocksServer const&) = delete;

  /// "socks5h://127.0.0.1:4711": the proxy resolves names.
  [[nodiscard]] std::string url() const;
  /// Where clients wanted to go, "news.example:80", each with the name and password it came with:
  /// "u:p@news.example:80".
  [[nodiscard]] std::vector<std::string> wanted() const;

 private:
  void serve();
  void answer(int client);

  std::string answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;  // guards wanted_
  std::vector<std::string> wanted_;
  std::jthread thread_;
};

}  // namespace rasid::test
