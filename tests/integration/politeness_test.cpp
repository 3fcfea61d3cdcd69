#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

constexpr char const* empty_feed = "<rss version=\"2.0\"><channel><title>Empty</title></channel></rss>";

/// What publishers may expect of us; `clock` is a feed that is polled all the time and shows that time passes.
struct Politeness : testing::Test {
  ConfigFolder config;
  HttpServer publisher{HttpServer::Handler{}, "127.0.0.2"};
  NewsSite clock;

  void SetUp() override {
    Tuning tuning;
    tuning.polling = "{interval: 100ms, floor: 50ms, startup_spread: 0s, longest_pause: 1h, connections_per_host: 1}";
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}, tuning);
    config.write_feeds({{"wire", publisher.url("/feed.xml"), ""}, {"clock", clock.feed_url("clock"), ""}});
  }

  /// Long enough for a feed to be polled some ten times.
  [[nodiscard]] bool some_time_passes() const {
    std::size_t const before = clock.polls("clock").size();
    return wait_for([&] { return clock.polls("clock").size() >= before + 10; });
  }
};

TEST_F(Politeness, AFeedThatMovedForGoodIsAskedForAtItsNewAddressAfterARestartToo) {
  publisher.serve("/feed.xml", redirect(301, "/new.xml"));
  publisher.serve_text("/new.xml", empty_feed, "application/rss+xml");
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(wait_for([&] { return publisher.requests("/new.xml").size() >= 3; })) << daemon.log();
    auto const ended = daemon.stop();
    ASSERT_TRUE(ended && ended->status == 0);
  }
  std::size_t const polled = publisher.requests("/new.xml").size();
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return publisher.requests("/new.xml").size() > polled; })) << daemon.log();
  EXPECT_EQ(publisher.requests("/feed.xml").size(), 1U);
}

TEST_F(Politeness, AFeedThatIsGoneIsNeverAskedForAgain) {
  publisher.serve("/feed.xml", {.status = 410});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(daemon.wait_for_log("feed is gone")) << daemon.log();
    ASSERT_TRUE(some_time_passes());
    auto const ended = daemon.stop();
    ASSERT_TRUE(ended && ended->status == 0);
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(some_time_passes()) << daemon.log();
  EXPECT_EQ(publisher.requests().size(), 1U);
}

TEST_F(Politeness, ARetryAfterIsWaitedForAcrossARestart) {
  publisher.serve("/feed.xml", {.status = 503, .headers = {{"Retry-After", "600"}}});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(daemon.wait_for_log("feed=wire")) << daemon.log();
    ASSERT_TRUE(some_time_passes());
    auto const ended = daemon.stop();
    ASSERT_TRUE(ended && ended->status == 0);
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(some_time_passes()) << daemon.log();
  EXPECT_EQ(publisher.requests().size(), 1U);
}

TEST_F(Politeness, OneHostGetsOneConnectionAtATimeForItsFeedsAndPagesTogether) {
  NewsSite busy("127.0.0.3");
  busy.delay_pages(std::chrono::milliseconds{5});
  std::vector<FeedLine> feeds;
  for (int feed = 0; feed < 4; ++feed) {
    std::string const name = fmt::format("feed-{}", feed);
    feeds.push_back({name, busy.feed_url(name), ""});
    for (int i = 0; i < 5; ++i) {
      busy.publish(name, {fmt::format("story-{}-{}", feed, i), "A title", "A summary…", "A page of its own."});
    }
  }
  config.write_feeds(feeds);
  DaemonProcess daemon(config);
  Stored const stored(config.database());
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == 20; }))
      << daemon.log();
  EXPECT_EQ(busy.server().most_at_once(), 1U);
}

}  // namespace
}  // namespace rasid::test
