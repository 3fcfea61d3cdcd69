#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/notify_socket.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;

long long monotonic_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

struct Service : testing::Test {
  ConfigFolder config;
  NewsSite site;
  NotifySocket manager{config.path() / "notify"};
  DaemonProcess::Environment environment{{"NOTIFY_SOCKET", manager.path().string()}};

  void SetUp() override {
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
    config.write_feeds({{"wire", site.feed_url("wire"), ""}});
    config.write_watches({{"qaani", R"(actor:"Esmail Qaani")", ""}});
  }

  /// The datagrams that hold this line.
  [[nodiscard]] std::vector<std::string> with(std::string_view line) const {
    std::vector<std::string> found = manager.told();
    std::erase_if(found, [&](std::string const& one) { return one.find(line) == std::string::npos; });
    return found;
  }
};

TEST_F(Service, TellsItsManagerWhenItIsReadyReloadingAndStopping) {
  DaemonProcess daemon(config, environment);
  ASSERT_TRUE(manager.wait_for_line("READY=1")) << daemon.log();
  EXPECT_THAT(value_in(with("READY=1").front(), "STATUS"), HasSubstr("1 feeds"));

  long long const before = monotonic_microseconds();
  daemon.send(SIGHUP);
  ASSERT_TRUE(manager.wait_for_line("READY=1", 2)) << daemon.log();
  auto const reloading = with("RELOADING=1");
  ASSERT_EQ(reloading.size(), 1U);
  long long const at = std::stoll("0" + value_in(reloading.front(), "MONOTONIC_USEC"));
  EXPECT_GE(at, before);
  EXPECT_LE(at, monotonic_microseconds());

  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);
  ASSERT_TRUE(manager.wait_for_line("STOPPING=1"));
  std::vector<std::string> order;
  for (std::string const& one : manager.told()) order.push_back(one.substr(0, one.find('\n')));
  std::erase_if(order, [](std::string const& line) { return line.starts_with("STATUS="); });
  EXPECT_THAT(order, testing::ElementsAre("READY=1", "RELOADING=1", "READY=1", "STOPPING=1"));
  EXPECT_EQ(manager.count("WATCHDOG=1"), 0) << "nobody asked for it";
}

TEST_F(Service, IsReadyAgainAfterAReloadThatWasRefused) {
  DaemonProcess daemon(config, environment);
  ASSERT_TRUE(manager.wait_for_line("READY=1")) << daemon.log();
  config.write("rules.d/watches.yaml", "version: 1\nwatches: [{id: a, when: actor:\"Nobody At All\"}]\n");
  daemon.send(SIGHUP);
  EXPECT_TRUE(manager.wait_for_line("READY=1", 2)) << daemon.log();
}

TEST_F(Service, FeedsTheWatchdogAtLeastTwiceInItsTime) {
  constexpr long long interval = 300'000;  // microseconds
  environment.emplace_back("WATCHDOG_USEC", std::to_string(interval));
  DaemonProcess daemon(config, environment);
  ASSERT_TRUE(manager.wait_for_line("WATCHDOG=1")) << daemon.log();
  long long const first = monotonic_microseconds();
  ASSERT_TRUE(manager.wait_for_line("WATCHDOG=1", 7)) << daemon.log();
  EXPECT_LT(monotonic_microseconds() - first, 6 * interval);
}

}  // namespace
}  // namespace rasid::test
