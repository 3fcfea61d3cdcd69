#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/task_group.h"

namespace rasid {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

class Tasks : public testing::Test {
 protected:
  asio::awaitable<void> until_released() {
    asio::steady_timer timer(io, asio::steady_timer::time_point::max());
    held.push_back(&timer);
    boost::system::error_code ended;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    ++done;
  }
  static asio::awaitable<void> breaks() {
    throw std::runtime_error("a bug");
    co_return;
  }
  asio::awaitable<void> spawns_another() {
    group.spawn(until_released());
    co_return;
  }
  void release() {
    for (asio::steady_timer* timer : std::exchange(held, {})) timer->cancel();
  }
  /// Starts to wait; the answer is in `waited` once there is one.
  void wait(Duration limit) {
    asio::co_spawn(io, group.wait(limit), [this](std::exception_ptr const& failure, bool answer) {
      EXPECT_FALSE(failure);
      waited = answer;
    });
  }

  asio::io_context io;
  std::vector<asio::steady_timer*> held;
  int done = 0;
  std::vector<std::string> failures;
  std::optional<bool> waited;
  TaskGroup group{io.get_executor(), [this](std::exception_ptr const& failure) {
                    try {
                      std::rethrow_exception(failure);
                    } catch (std::exception const& e) {
                      failures.emplace_back(e.what());
                    }
                  }};
};

TEST_F(Tasks, AreWaitedForUntilTheLastHasEnded) {
  group.spawn(until_released());
  group.spawn(until_released());
  EXPECT_EQ(group.running(), 2U);
  io.poll();
  wait(1h);
  io.poll();
  EXPECT_FALSE(waited);
  release();
  io.run();
  EXPECT_EQ(waited, true);
  EXPECT_EQ(done, 2);
  EXPECT_EQ(group.running(), 0U);
}

TEST_F(Tasks, AreNotWaitedForLongerThanTheLimit) {
  group.spawn(until_released());
  wait(1ms);
  while (!waited) io.run_one();
  EXPECT_EQ(waited, false);
  EXPECT_EQ(group.running(), 1U);
  release();
  io.run();
  EXPECT_EQ(group.running(), 0U);
}

TEST_F(Tasks, ThatWereNeverSpawnedNeedNoWait) {
  wait(1h);
  io.run();
  EXPECT_EQ(waited, true);
}

TEST_F(Tasks, ThatBreakAreReportedAndTheOthersGoOn) {
  group.spawn(breaks());
  group.spawn(until_released());
  io.poll();
  EXPECT_EQ(failures, std::vector<std::string>{"a bug"});
  EXPECT_EQ(group.running(), 1U);
  release();
  io.run();
  EXPECT_EQ(done, 1);
}

TEST_F(Tasks, ThatOthersSpawnAreWaitedForAsWell) {
  group.spawn(spawns_another());
  wait(1h);
  io.poll();
  EXPECT_FALSE(waited);
  release();
  io.run();
  EXPECT_EQ(waited, true);
  EXPECT_EQ(done, 1);
}

}  // namespace
}  // namespace rasid
