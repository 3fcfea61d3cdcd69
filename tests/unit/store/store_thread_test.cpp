#include "daemon/store/store_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>

#include "daemon/store/store_error.h"
#include "tests/unit/store/file_size_limit.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

namespace asio = boost::asio;
using Visited = Result<std::vector<Article>>;

asio::awaitable<void> ask_to_visit(StoreThread& thread, Article what, std::vector<Visited>& answers) {
  auto job = [what = std::move(what)](Store& store) { return store.record_visit(feed(), {what}); };
  Visited answer = co_await thread.run(std::move(job));
  answers.push_back(std::move(answer));
}

/// Holds the store's thread inside a job until it is let go.
class Blocker {
 public:
  explicit Blocker(StoreThread& thread) {
    asio::co_spawn(context_, hold(thread, let_go_.get_future().share(), entered_), asio::detached);
    context_.poll();
    entered_.get_future().wait();
  }
  void let_go() { let_go_.set_value(); }
  ~Blocker() { context_.run(); }

 private:
  static asio::awaitable<void> hold(StoreThread& thread, std::shared_future<void> gate, std::promise<void>& entered) {
    auto job = [gate = std::move(gate), &entered](Store&) {
      entered.set_value();
      gate.wait();
      return Result<>{};
    };
    co_await thread.run(std::move(job));
  }
  std::promise<void> let_go_, entered_;
  asio::io_context context_;
};

class StoreThreadTest : public StoreTest {
 protected:
  void start(BatchLimits const& limits) { thread = std::make_unique<StoreThread>(std::move(store), limits); }
  /// Queues visits of one article each; when it returns all of them wait in the queue.
  void queue_visits(int count, std::string const& named = "a") {
    for (int i = 0; i < count; ++i)
      asio::co_spawn(context, ask_to_visit(*thread, article(named + std::to_string(i)), answers), asio::detached);
    context.restart();
    context.poll();
  }
  std::int64_t stored() {
    thread.reset();
    reopen();
    return store->totals()->articles;
  }

  asio::io_context context;
  std::vector<Visited> answers;
  std::unique_ptr<StoreThread> thread;
};

TEST_F(StoreThreadTest, CommitsTogetherWhatWaitsTogether) {
  start({.jobs = 128, .time = Duration{10'000}});
  Blocker blocker(*thread);
  queue_visits(50);
  EXPECT_TRUE(answers.empty()) << "answered before the commit";
  blocker.let_go();
  context.run();
  EXPECT_EQ(answers.size(), 50U);
  for (Visited const& answer : answers) EXPECT_EQ(answer->size(), 1U);
  EXPECT_EQ(thread->counts().batches, 1U);
  EXPECT_EQ(thread->counts().jobs, 51U);
  EXPECT_EQ(stored(), 50);
}

TEST_F(StoreThreadTest, KeepsABatchToItsLimits) {
  start({.jobs = 8, .time = Duration{10'000}});
  Blocker blocker(*thread);
  queue_visits(50);
  blocker.let_go();
  context.run();
  EXPECT_EQ(thread->counts().batches, 7U);  // 51 jobs
}

TEST_F(StoreThreadTest, FailsOneJobWithoutTheOthersOfItsBatch) {
  start({.time = Duration{10'000}});
  Blocker blocker(*thread);
  queue_visits(3);
  asio::co_spawn(context, ask_to_visit(*thread, article("x", "a feed never visited"), answers), asio::detached);
  queue_visits(3, "b");
  blocker.let_go();
  context.run();
  ASSERT_EQ(answers.size(), 7U);
  EXPECT_EQ(std::ranges::count_if(answers, [](Visited const& v) { return v.has_value(); }), 6);
  EXPECT_EQ(thread->counts().batches, 1U);
  EXPECT_EQ(stored(), 6);
}

TEST_F(StoreThreadTest, TellsEveryWaiterThatTheirBatchIsNotDurable) {
  start({.time = Duration{10'000}});
  {
    Blocker blocker(*thread);
    queue_visits(10);
    FileSizeLimit const limit(1);
    blocker.let_go();
    context.run();
  }
  ASSERT_EQ(answers.size(), 10U);
  for (Visited const& answer : answers) EXPECT_FALSE(answer);
  EXPECT_EQ(thread->counts().failed_batches, 1U);
  answers.clear();
  queue_visits(10);  // there is space again
  context.run();
  for (Visited const& answer : answers) EXPECT_TRUE(answer);
  EXPECT_EQ(stored(), 10);
}

TEST_F(StoreThreadTest, FinishesWhatIsQueuedWhenItIsStopped) {
  start({});
  Blocker blocker(*thread);
  queue_visits(20);
  std::jthread stopper([&] { thread->stop(); });
  blocker.let_go();
  context.run();
  stopper.join();
  for (Visited const& answer : answers) EXPECT_TRUE(answer);
  EXPECT_EQ(answers.size(), 20U);
  answers.clear();
  queue_visits(1, "late");
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error().code, StoreError::stopped);
  EXPECT_EQ(stored(), 20);
}

TEST_F(StoreThreadTest, RefusesMoreThanItsQueueHolds) {
  start({.queue = 5});
  Blocker blocker(*thread);
  queue_visits(8);
  ASSERT_EQ(answers.size(), 3U);
  for (Visited const& answer : answers) EXPECT_EQ(answer.error().code, StoreError::overloaded);
  blocker.let_go();
  context.run();
  EXPECT_EQ(stored(), 5);
}

TEST_F(StoreThreadTest, LetsACancelledWaiterGoAtOnceAndDoesItsJobAllTheSame) {
  start({});
  Blocker blocker(*thread);
  asio::cancellation_signal signal;
  asio::co_spawn(context, ask_to_visit(*thread, article("a"), answers),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  context.poll();
  asio::post(context, [&] { signal.emit(asio::cancellation_type::terminal); });
  context.restart();
  context.run();  // ends while the store is still held
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error().code, StoreError::cancelled);
  blocker.let_go();
  EXPECT_EQ(stored(), 1);
}

TEST_F(StoreThreadTest, HandsTheWaiterWhatItsJobThrew) {
  start({});
  std::string thrown;
  auto wait = [&]() -> asio::awaitable<void> {
    auto job = [](Store&) -> Result<int> { throw std::runtime_error("a bug"); };
    try {
      co_await thread->run(std::move(job));
    } catch (std::runtime_error const& error) {
      thrown = error.what();
    }
  };
  asio::co_spawn(context, wait(), asio::detached);
  context.run();
  EXPECT_EQ(thrown, "a bug");
  context.restart();
  queue_visits(1);
  context.run();
  EXPECT_EQ(stored(), 1) << "the thread did not survive a job that threw";
}

asio::awaitable<void> handle_some(StoreThread& thread, int who, std::atomic<int>& finished) {
  for (int i = 0; i < 20; ++i) {
    std::string const id = std::to_string(who) + "-" + std::to_string(i);
    auto store_it = [id](Store& store) { return store.record_visit(feed(), {article(id)}); };
    Visited fresh = co_await thread.run(std::move(store_it));
    if (!fresh || fresh->size() != 1) co_return;
    auto finish_it = [id](Store& store) { return store.finish_article(handled(id, {alert("alr_" + id, id)})); };
    Result<bool> done = co_await thread.run(std::move(finish_it));
    if (done && *done) ++finished;
  }
}

TEST_F(StoreThreadTest, ServesManyCoroutinesOnManyThreads) {
  start({});
  std::atomic<int> finished = 0;
  asio::thread_pool pool(4);
  for (int who = 0; who < 16; ++who) asio::co_spawn(pool, handle_some(*thread, who, finished), asio::detached);
  pool.join();
  EXPECT_EQ(finished, 320);
  EXPECT_LT(thread->counts().batches, 640U) << "no commit was shared";
  EXPECT_EQ(stored(), 320);
  EXPECT_EQ(store->totals()->pending, 320);
}

}  // namespace
}  // namespace rasid::store
