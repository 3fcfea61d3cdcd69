#include "daemon/cli/in_order.h"

#include <algorithm>
#include <utility>

namespace rasid::cli {

InOrder::InOrder(std::size_t threads, Bounds bounds, Work work, Write write)
    : bounds_(bounds), work_(std::move(work)), write_(std::move(write)) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) threads_.emplace_back([this] { run(); });
}

InOrder::~InOrder() {
  std::scoped_lock const lock(mutex_);
  finished_ = true;
  waiting_.clear();
  changed_.notify_all();
}

void InOrder::give(std::size_t number, std::string piece) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    bool const full = given_ - written_ >= bounds_.pieces || bytes_ + piece.size() > bounds_.bytes;
    return fault_ || given_ == written_ || !full;
  });
  bytes_ += piece.size();
  sizes_.emplace(given_, piece.size());
  waiting_.emplace(given_, Job{given_, number, std::move(piece)});
  ++given_;
  changed_.notify_all();
}

void InOrder::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return fault_ || given_ == written_; });
  if (fault_) std::rethrow_exception(fault_);
}

void InOrder::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return finished_ || !waiting_.empty(); });
    if (finished_) return;
    Job job = std::move(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
    lock.unlock();
    std::string result;
    std::exception_ptr fault;
    try {
      result = work_(job.number, std::move(job.piece));
    } catch (...) {
      fault = std::current_exception();
    }
    lock.lock();
    if (fault) fault_ = fault;
    ready_.emplace(job.position, std::move(result));
    write_what_is_ready(lock);
    changed_.notify_all();
  }
}

/// Whoever completes the next one in order writes it and those after it; the others go on working.
void InOrder::write_what_is_ready(std::unique_lock<std::mutex>& lock) {
  if (writing_) return;
  writing_ = true;
  while (!ready_.empty() && ready_.begin()->first == written_ && !fault_) {
    std::string const result = std::move(ready_.begin()->second);
    ready_.erase(ready_.begin());
    lock.unlock();
    write_(result);
    lock.lock();
    bytes_ -= sizes_.extract(written_).mapped();
    ++written_;
    changed_.notify_all();
  }
  writing_ = false;
}

}  // namespace rasid::cli
