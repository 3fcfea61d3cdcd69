#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace rasid::bench {

/// A receiver of webhooks that costs as little as can be: one thread, epoll, HTTP/1.1 with connections kept open, 204
/// to every request. It must not be what is measured.
class Receiver {
 public:
  using Clock = std::chrono::steady_clock;

  Receiver();
  ~Receiver();
  Receiver(Receiver const&) = delete;
  Receiver& operator=(Receiver const&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::uint64_t received() const { return received_; }
  /// When the last one came.
  [[nodiscard]] Clock::time_point last() const { return Clock::time_point{Clock::duration{last_}}; }
  /// Waits until that many were received in all; false after a minute without one.
  [[nodiscard]] bool wait_for(std::uint64_t count) const;
  /// Processor time of its thread so far, in microseconds.
  [[nodiscard]] double cpu_us() const;
  /// Whole requests, one of a thousand.
  [[nodiscard]] std::vector<std::string> const& samples() const { return samples_; }

 private:
  void run();
  void accept_all();
  bool serve(int connection);
  bool take_requests(int connection, std::string& buffer);

  int listener_ = -1;
  int epoll_ = -1;
  int stop_ = -1;
  std::uint16_t port_ = 0;
  std::unordered_map<int, std::string> connections_;
  std::atomic<std::uint64_t> received_{0};
  std::atomic<Clock::duration::rep> last_{0};
  std::vector<std::string> samples_;
  mutable std::thread thread_;  // mutable: its native handle is not const
};

}  // namespace rasid::bench
