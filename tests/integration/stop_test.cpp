#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

Story const long_report{
    .name = "report",
    .title = "A visit nobody announced",
    .summary = "Officials kept silent about the visit…",
    .text =
        "Officials kept silent about the visit until late in the evening, when two of them spoke to reporters at the "
        "gate and asked not to be named, since they were not allowed to speak about matters of security.\n\n"
        "They said that Esmail Qaani had met the commanders in the Green Zone and had left before midnight. The "
        "meeting "
        "lasted for two hours, they said, and nobody took notes, nor was there a photograph of the table.\n\n"
        "Residents described a line of cars without plates that crossed the bridge at some speed and came back later, "
        "and a helicopter that circled above the river for a while, as it does when there are guests in the city."};

struct Stop : testing::Test {
  ConfigFolder config;
  NewsSite site;
  Stored stored{config.database()};

  void SetUp() override {
    config.write_feeds({{"wire", site.feed_url("wire"), ""}});
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }
};

TEST_F(Stop, LeavesAnArticleWhosePageIsBeingReadToTheNextStart) {
  WebhookReceiver const receiver(ConfigFolder::secret());
  config.write_settings({{"desk", receiver.url(), ""}});
  site.delay_pages(2s);
  site.publish("wire", long_report);
  DaemonProcess first(config);
  ASSERT_TRUE(wait_for([&] { return !site.server().requests("/report.html").empty(); })) << first.log();
  auto const ended = first.stop();
  ASSERT_TRUE(ended && ended->status == 0) << first.log();

  site.delay_pages(0s);
  DaemonProcess second(config);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << "only its summary was read: " << second.log();
  EXPECT_EQ(receiver.messages().front().article_url(), site.page_url("report"));
}

TEST_F(Stop, EndsWithinTheTimeForDrainingWhateverHangs) {
  HttpServer hanging(HttpServer::Handler{}, "127.0.0.2");
  hanging.serve("/hook", {.silent = true});
  hanging.serve("/feed.xml", {.silent = true});
  Tuning tuning;
  tuning.pipeline = "{drain: 2s}";
  tuning.limits = "{total: 60s}";
  config.write_settings({{"desk", hanging.url("/hook"), "timeout: 60s"}}, tuning);
  config.write_feeds({{"wire", site.feed_url("wire"), ""}, {"hanging", hanging.url("/feed.xml"), ""}});
  site.publish("wire", long_report);
  DaemonProcess daemon(config);
  ASSERT_TRUE(hanging.wait_for_requests(2)) << daemon.log();
  auto const begin = std::chrono::steady_clock::now();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
  EXPECT_EQ(stored.number("SELECT count(*) FROM deliveries WHERE state = 0"), 1) << "it is made at the next start";
}

TEST_F(Stop, LetsADeliveryUnderWayEnd) {
  HttpServer slow;
  slow.serve("/hook", {.status = 204, .delay = 700ms});
  config.write_settings({{"desk", slow.url("/hook"), ""}});
  site.publish("wire", long_report);
  DaemonProcess daemon(config);
  ASSERT_TRUE(slow.wait_for_requests(1)) << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM deliveries WHERE state = 1"), 1) << daemon.log();
  EXPECT_EQ(slow.requests().size(), 1U);
  EXPECT_THAT(daemon.log(), Not(HasSubstr("delivery failed")));
}

TEST_F(Stop, IsNoFailureOfAFeedThatIsBeingPolled) {
  HttpServer slow;
  slow.serve("/feed.xml", {.silent = true});
  config.write_settings({});
  config.write_watches({});
  config.write_feeds({{"slow", slow.url("/feed.xml"), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(slow.wait_for_requests(1)) << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0) << daemon.log();
  EXPECT_THAT(daemon.log(), Not(HasSubstr("feed failed")));
  EXPECT_EQ(stored.number("SELECT count(*) FROM feeds WHERE failures > 0"), 0);
}

TEST_F(Stop, TheNextStartPollsNoFeedBeforeItsTimeAndRemembersItsValidators) {
  WebhookReceiver const receiver(ConfigFolder::secret());
  config.write_settings({{"desk", receiver.url(), ""}});
  config.write_feeds({{"hourly", site.feed_url("hourly"), "interval: 1h"}, {"wire", site.feed_url("wire"), ""}});
  site.publish("hourly", long_report);
  DaemonProcess first(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("hourly").empty() && site.not_modified("wire") > 0; })) << first.log();
  ASSERT_TRUE(receiver.wait_for_messages(1)) << first.log();
  auto const ended = first.stop();
  ASSERT_TRUE(ended && ended->status == 0) << first.log();

  std::size_t const polled = site.polls("wire").size();
  DaemonProcess second(config);
  ASSERT_TRUE(wait_for([&] { return site.polls("wire").size() >= polled + 4; })) << second.log();
  EXPECT_EQ(site.polls("wire")[polled].header("if-none-match"), site.etag("wire"));
  EXPECT_EQ(site.polls("hourly").size(), 1U) << "its hour is not over";
  EXPECT_EQ(receiver.count(), 1U) << "delivered is delivered";
}

TEST_F(Stop, WithALongQueueLeavesTheRestToTheNextStart) {
  std::string const page =
      "The whole story stands on its page alone, and it is a good deal longer than the summary that the feed carries.";
  constexpr int stories = 700;  // more than the queue holds and more than is read from the store at a time
  Tuning tuning;
  tuning.pipeline = "{workers: 1, queue: 2, drain: 5s}";
  config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}, tuning);
  config.write_watches({});
  for (int i = 0; i < stories; ++i) {
    site.publish("wire", {"story-" + std::to_string(i), "Story " + std::to_string(i), "A summary…", page});
  }
  site.delay_pages(2ms);
  auto const handled = [&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1"); };
  for (int start = 0; start < 3; ++start) {
    DaemonProcess daemon(config);
    auto const before = handled();
    ASSERT_TRUE(wait_for([&] { return handled() > before + 20; })) << daemon.log();
    auto const ended = daemon.stop();
    ASSERT_TRUE(ended && ended->status == 0) << daemon.log();
  }
  EXPECT_LT(handled(), stories) << "it was stopped too late to tell anything";
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), stories);
  DaemonProcess daemon(config);
  EXPECT_TRUE(wait_for([&] { return handled() == stories; })) << daemon.log();
  EXPECT_EQ(stored.texts("SELECT DISTINCT body FROM articles"), std::vector<std::string>{page});
}

TEST_F(Stop, ASecondSignalEndsItAtOnce) {
  HttpServer hanging(HttpServer::Handler{}, "127.0.0.2");
  hanging.serve("/hook", {.silent = true});
  Tuning tuning;
  tuning.pipeline = "{drain: 60s}";
  config.write_settings({{"desk", hanging.url("/hook"), "timeout: 60s"}}, tuning);
  site.publish("wire", long_report);
  DaemonProcess daemon(config);
  ASSERT_TRUE(hanging.wait_for_requests(1)) << daemon.log();
  daemon.send(SIGTERM);
  ASSERT_TRUE(daemon.wait_for_log("stopping"));
  daemon.send(SIGTERM);
  auto const ended = daemon.wait(5s);
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->status, 1);
}

}  // namespace
}  // namespace rasid::test
