#include <gtest/gtest.h>

#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/on_worker.h"

namespace rasid {
namespace {

namespace asio = boost::asio;

class OnWorker : public testing::Test {
 protected:
  /// Runs a coroutine on the I/O thread (this one) to its end.
  template <class Task>
  void run(Task task) {
    asio::co_spawn(io, std::move(task), [this](std::exception_ptr failure) { failed = std::move(failure); });
    io.run();
  }
  void TearDown() override { workers.join(); }

  asio::io_context io;
  asio::thread_pool workers{2};
  std::exception_ptr failed;
};

TEST_F(OnWorker, WorksOnAnotherThreadAndGoesOnOnTheCallers) {
  std::thread::id worked_on;
  std::thread::id continued_on;
  std::string result;
  run([&]() -> asio::awaitable<void> {
    result = co_await on_worker(workers, [&] {
      worked_on = std::this_thread::get_id();
      return std::string("found");
    });
    continued_on = std::this_thread::get_id();
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(result, "found");
  EXPECT_NE(worked_on, std::this_thread::get_id());
  EXPECT_EQ(continued_on, std::this_thread::get_id());
}

TEST_F(OnWorker, HandsOverResultsThatCanOnlyBeMoved) {
  std::unique_ptr<int> result;
  run([&]() -> asio::awaitable<void> {
    result = co_await on_worker(workers, [] { return std::make_unique<int>(7); });
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 7);
}

TEST_F(OnWorker, BringsAnExceptionBackToWhoAsked) {
  std::string caught;
  run([&]() -> asio::awaitable<void> {
    try {
      co_await on_worker(workers, []() -> int { throw std::runtime_error("a bug"); });
    } catch (std::runtime_error const& e) {
      caught = e.what();
    }
  });
  EXPECT_EQ(caught, "a bug");
  EXPECT_FALSE(failed);
}

TEST_F(OnWorker, RunsManySideBySideAndLosesNone) {
  int sum = 0;
  for (int i = 1; i <= 100; ++i) {
    auto one = [this, &sum, i]() -> asio::awaitable<void> { sum += co_await on_worker(workers, [i] { return i; }); };
    asio::co_spawn(io, std::move(one), [](std::exception_ptr const& failure) { EXPECT_FALSE(failure); });
  }
  io.run();
  EXPECT_EQ(sum, 5050);
}

}  // namespace
}  // namespace rasid
