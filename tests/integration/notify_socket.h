#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace rasid::test {

/// The service manager's end of sd_notify(3): a datagram socket that keeps what it is told.
class NotifySocket {
 public:
  explicit NotifySocket(std::filesystem::path path);
  ~NotifySocket();
  NotifySocket(NotifySocket const&) = delete;
  NotifySocket& operator=(NotifySocket const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }
  /// Each datagram as it came: lines of NAME=value.
  [[nodiscard]] std::vector<std::string> told() const;
  /// How many datagrams hold this line.
  [[nodiscard]] int count(std::string_view line) const;
  [[nodiscard]] bool wait_for_line(std::string_view line, int times = 1) const;

 private:
  void receive(std::stop_token const& stopped);

  std::filesystem::path path_;
  int socket_;
  mutable std::mutex mutex_;
  std::vector<std::string> told_;
  std::jthread thread_;  // last: it uses all above
};

/// The value of NAME=value in a datagram; empty where there is none.
std::string value_in(std::string_view datagram, std::string_view name);

}  // namespace rasid::test
