#include "daemon/store/store_thread.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <vector>

#include "daemon/store/store_error.h"

namespace rasid::store {

namespace asio = boost::asio;

/// A job in the queue and the way back to its waiter. `outcome` is the batch's, written before `done` is sent.
struct StoreThread::Ticket {
  Ticket(asio::any_io_executor const& executor, std::shared_ptr<QueuedJob> what)
      : job(std::move(what)), done(executor, 1) {}

  void finish(Result<> result) {
    outcome = std::move(result);
    done.try_send(boost::system::error_code{});  // resumes the waiter through its own executor
  }

  std::shared_ptr<QueuedJob> job;
  Result<> outcome;
  asio::experimental::concurrent_channel<void(boost::system::error_code)> done;
};

StoreThread::StoreThread(std::unique_ptr<Store> store, BatchLimits const& limits)
    : store_(std::move(store)), limits_(limits), thread_([this] { work(); }) {}

StoreThread::~StoreThread() {
  stop();
}

void StoreThread::stop() {
  {
    std::lock_guard const hold(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  std::lock_guard const alone(joining_);
  if (thread_.joinable()) thread_.join();
}

StoreThread::Counts StoreThread::counts() const {
  std::lock_guard const hold(mutex_);
  return counts_;
}

asio::awaitable<Result<>> StoreThread::submit(std::shared_ptr<QueuedJob> job) {
  asio::any_io_executor const executor = co_await asio::this_coro::executor;
  auto const ticket = std::make_shared<Ticket>(executor, std::move(job));
  if (Result<> queued = enqueue(ticket); !queued) co_return queued;
  auto const [interrupted] = co_await ticket->done.async_receive(asio::as_tuple(asio::use_awaitable));
  if (interrupted) co_return failure(StoreError::cancelled, "waiting for the store");
  co_return std::move(ticket->outcome);
}

Result<> StoreThread::enqueue(std::shared_ptr<Ticket> ticket) {
  {
    std::lock_guard const hold(mutex_);
    if (stopping_) return failure(StoreError::stopped, "queueing work for the store");
    if (queue_.size() >= limits_.queue) return failure(StoreError::overloaded, "queueing work for the store");
    queue_.push_back(std::move(ticket));
  }
  changed_.notify_one();
  return {};
}

void StoreThread::work() {
  while (wait_for_jobs()) do_batch();
  store_.reset();  // on the thread that used it
}

bool StoreThread::wait_for_jobs() {
  std::unique_lock hold(mutex_);
  changed_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
  return !queue_.empty();
}

/// The job that came first, or null where none waits.
std::shared_ptr<StoreThread::Ticket> StoreThread::next() {
  std::lock_guard const hold(mutex_);
  if (queue_.empty()) return nullptr;
  auto first = std::move(queue_.front());
  queue_.pop_front();
  return first;
}

void StoreThread::do_batch() {
  auto const until = std::chrono::steady_clock::now() + limits_.time;
  std::vector<std::shared_ptr<Ticket>> batch;
  Result<> outcome = store_->begin();
  // Never waits for more to come: what waits already joins, and what arrives while these are done.
  while (batch.size() < limits_.jobs && (batch.empty() || std::chrono::steady_clock::now() < until)) {
    std::shared_ptr<Ticket> ticket = next();
    if (!ticket) break;
    if (outcome) ticket->job->perform(*store_);
    batch.push_back(std::move(ticket));
  }
  if (outcome) outcome = store_->commit();
  {
    std::lock_guard const hold(mutex_);
    counts_.jobs += batch.size();
    ++counts_.batches;
    counts_.failed_batches += outcome ? 0 : 1;
  }
  for (std::shared_ptr<Ticket> const& ticket : batch) ticket->finish(outcome);
}

}  // namespace rasid::store
