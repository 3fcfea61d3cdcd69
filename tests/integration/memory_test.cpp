#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include <fmt/format.h>

#include <random>
#include <set>
#include <thread>

#include <boost/json/parse.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

constexpr int articles = 30;

struct Memories : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};
  std::mt19937 random{std::random_device{}()};

  void SetUp() override {
    config.write_settings({{"desk", receiver.url(), "timeout: 2s"}});
    config.write_feeds({{"north", site.feed_url("north"), ""}, {"south", site.feed_url("south"), ""}});
  }
  /// With a page: for one that is missing an article would be handled once more, and have a second record.
  void publish(int number) {
    Story const story{
        fmt::format("story-{}", number), fmt::format("Report {0}, series {0}x{0}", number),
        fmt::format("What was seen of the quarry on day {}…", number),
        fmt::format("What was seen of the quarry on day {0} of the inquiry was written down by witness {0}, who "
                    "came from the village below, and signed by the {0} others who had stood beside the road.",
                    number)};
    site.publish(number % 2 == 0 ? "north" : "south", story);
  }
  [[nodiscard]] std::int64_t handled() const {
    return stored.number("SELECT count(*) FROM articles WHERE handled = 1");
  }
};

// The site dates everything years back: what is remembered must not be forgotten for that.
TEST_F(Memories, CountEveryArticleOnceHoweverOftenTheDaemonIsKilled) {
  config.write_watches({{"quarry", "quarry", fmt::format("count: {{at_least: {}, within: 24h}}", articles)}});
  site.delay_pages(std::chrono::milliseconds{20});  // so that many kills fall between an article and what counts it
  int next = 0;
  int kills = 0;
  int amid_articles = 0;  // kills that left articles unhandled
  while (next < articles) {
    DaemonProcess daemon(config);
    for (int some = 1 + static_cast<int>(random() % 4); some > 0 && next < articles; --some) publish(next++);
    // One time in four it may be killed before it has asked for anything.
    std::size_t const asked = site.server().requests().size();
    if (random() % 4 != 0) (void)wait_for([&] { return site.server().requests().size() > asked; });
    // A moment nobody has chosen: this is no waiting for something.
    std::this_thread::sleep_for(std::chrono::milliseconds{random() % 60});
    ASSERT_EQ(daemon.kill().signal, SIGKILL) << "it ended by itself: " << daemon.log();
    ++kills;
    if (stored.number("SELECT count(*) FROM articles WHERE handled = 0") > 0) ++amid_articles;
  }
  site.delay_pages(std::chrono::milliseconds{0});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return handled() == articles && receiver.count() > 0; }, std::chrono::seconds{40}))
      << daemon.log();
  (void)daemon.stop();

  // One to twenty-nine, each said of one article; the thirtieth told.
  std::set<std::string> expected;
  for (int i = 1; i < articles; ++i) expected.insert(fmt::format("count:{}/{}", i, articles));
  auto const reasons = stored.texts("SELECT reason FROM suppressions");
  EXPECT_EQ(std::set<std::string>(reasons.begin(), reasons.end()), expected);
  EXPECT_EQ(reasons.size(), expected.size());
  ASSERT_EQ(stored.number("SELECT count(*) FROM alerts"), 1);
  auto const payload = boost::json::parse(receiver.messages().front().body);
  EXPECT_EQ(payload.at("data").at("cause").at("observed"), articles);
  fmt::print("{} kills, {} of them amid articles\n", kills, amid_articles);
}

TEST_F(Memories, StayWhenAWatchIsRenamedAndBeginAnewWhenItCountsOtherwise) {
  config.write_watches({{"quarry", "quarry", "count: {at_least: 3, within: 24h}"}});
  DaemonProcess daemon(config);
  publish(0);
  publish(1);
  ASSERT_TRUE(wait_for([&] { return handled() == 2; })) << daemon.log();
  config.write("rules.d/watches.yaml", R"(version: 1
defaults: {severity: high, sinks: [desk]}
watches:
  - {id: quarry, title: The quarry, when: quarry, count: {at_least: 3, within: 24h}}
)");
  daemon.send(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("configuration reloaded")) << daemon.log();
  publish(2);
  ASSERT_TRUE(wait_for([&] { return receiver.count() == 1; })) << daemon.log();
  EXPECT_FALSE(daemon.logged("begins anew"));
  config.write_watches({{"quarry", "quarry", "count: {at_least: 2, within: 24h}"}});
  daemon.send(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("begins anew")) << daemon.log();
  publish(3);
  ASSERT_TRUE(wait_for([&] { return handled() == 4; })) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM suppressions WHERE reason = 'count:1/2'"), 1);
}

TEST_F(Memories, TellOfAFeedThatHasGoneQuiet) {
  config.write_watches({{"quiet", "feed:north", "absent: {for: 2s}"}});
  publish(0);
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return receiver.count() == 1; }, std::chrono::seconds{30})) << daemon.log();
  auto const payload = boost::json::parse(receiver.messages().front().body);
  EXPECT_EQ(payload.at("data").at("cause").at("kind"), "absent");
}

}  // namespace
}  // namespace rasid::test
