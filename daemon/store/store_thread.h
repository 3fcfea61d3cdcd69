#pragma once

#include <boost/asio/awaitable.hpp>

#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace rasid::store {

struct BatchLimits {
  std::size_t jobs = 128;    // of one batch, at most
  Duration time{5};          // a batch takes no further jobs after this; one that is alone commits at once
  std::size_t queue = 4096;  // jobs that may wait; StoreError::overloaded beyond
};

/// One thread that owns the store and does, in order of arrival, what others ask of it. What waits while a commit is
/// being synced to disk becomes the next batch: under load many jobs share one fsync, and a job alone waits for its
/// own only.
/// run() may be called from any thread, stop() from any but the store's own.
class StoreThread {
 public:
  /// What was done so far, for metrics.
  struct Counts {
    std::uint64_t jobs = 0, batches = 0, failed_batches = 0;
  };

  explicit StoreThread(std::unique_ptr<Store> store, BatchLimits const& limits = {});
  /// Stops as stop() does.
  ~StoreThread();
  StoreThread(StoreThread const&) = delete;
  StoreThread& operator=(StoreThread const&) = delete;

  /// Does `job(Store&)` on the store's thread and resumes the caller, on its own executor, once the batch that holds
  /// it is durable; with the batch's error where it is not (then nothing of the job is stored), with the job's own
  /// error where only that failed. `job` returns a Result, and must own what it uses: when the waiter is cancelled
  /// (StoreError::cancelled, at once) the job is done all the same. What it throws comes out here.
  /// The caller's executor must live until it is resumed.
  template <class Job>
    requires std::invocable<Job&, Store&>
  boost::asio::awaitable<std::invoke_result_t<Job&, Store&>> run(Job job);

  /// Does and commits what is queued, closes the store and ends the thread; later jobs get StoreError::stopped.
  void stop();

  [[nodiscard]] Counts counts() const;

 private:
  /// A job whose type is forgotten; owned together by the queue and by who waits for it, so that either may go first.
  class QueuedJob {
   public:
    virtual ~QueuedJob() = default;
    virtual void perform(Store& store) noexcept = 0;
  };
  template <class Job>
  class TypedJob;
  struct Ticket;
  struct Wait;

  boost::asio::awaitable<Result<>> submit(std::shared_ptr<QueuedJob> job);
  Result<> enqueue(std::shared_ptr<Ticket> ticket);
  void work();
  bool wait_for_jobs();
  std::shared_ptr<Ticket> next();
  void do_batch();

  std::unique_ptr<Store> store_;
  BatchLimits const limits_;
  mutable std::mutex mutex_;  // guards the four below
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Ticket>> queue_;
  Counts counts_;
  bool stopping_ = false;
  std::mutex joining_;   // lets stop() be called twice at once
  std::jthread thread_;  // last: starts when everything else is there
};

template <class Job>
class StoreThread::TypedJob final : public QueuedJob {
 public:
  using Answer = std::invoke_result_t<Job&, Store&>;

  explicit TypedJob(Job job) : job_(std::move(job)) {}

  void perform(Store& store) noexcept override {
    try {
      answer_.emplace(job_(store));
    } catch (...) {
      thrown_ = std::current_exception();
    }
  }

  Answer take() {
    if (thrown_) std::rethrow_exception(thrown_);
    return *std::move(answer_);
  }

 private:
  Job job_;
  std::optional<Answer> answer_;
  std::exception_ptr thrown_;
};

template <class Job>
  requires std::invocable<Job&, Store&>
boost::asio::awaitable<std::invoke_result_t<Job&, Store&>> StoreThread::run(Job job) {
  auto const typed = std::make_shared<TypedJob<Job>>(std::move(job));
  Result<> stored = co_await submit(typed);
  if (!stored) co_return std::unexpected(std::move(stored.error()));
  co_return typed->take();
}

}  // namespace rasid::store
