#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace rasid::cli {

/// Works on pieces of text on several threads and hands the results on in the order in which the pieces were given.
/// What is given and not yet written is bounded; a giver waits. All functions are for one thread.
class InOrder {
 public:
  struct Bounds {
    std::size_t pieces = 1024;
    std::size_t bytes = 64UL << 20U;  // one piece larger than that may wait alone
  };
  using Work = std::function<std::string(std::size_t number, std::string piece)>;  // on many threads at once
  using Write = std::function<void(std::string const& result)>;                    // one at a time, in order

  InOrder(std::size_t threads, Bounds bounds, Work work, Write write);
  ~InOrder();
  InOrder(InOrder const&) = delete;
  InOrder& operator=(InOrder const&) = delete;

  /// `number` is what `work` is told; pieces may have any.
  void give(std::size_t number, std::string piece);
  /// Returns when all that was given is written. Rethrows what a piece of work threw.
  void finish();

 private:
  struct Job {
    std::size_t position;
    std::size_t number;
    std::string piece;
  };

  void run();
  void write_what_is_ready(std::unique_lock<std::mutex>& lock);

  Bounds bounds_;
  Work work_;
  Write write_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Job> waiting_;        // by position
  std::map<std::size_t, std::string> ready_;  // by position
  std::map<std::size_t, std::size_t> sizes_;  // by position: bytes of what is given and not written
  std::size_t given_ = 0;
  std::size_t written_ = 0;
  std::size_t bytes_ = 0;
  bool writing_ = false;
  bool finished_ = false;
  std::exception_ptr fault_;
  std::vector<std::jthread> threads_;  // last: they use the rest
};

}  // namespace rasid::cli
