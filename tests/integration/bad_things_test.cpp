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

/// The kernel refuses it: nobody may listen on port 1 of this address in a test.
constexpr char const* refused_address = "http://127.0.0.9:1/hook";

/// Publishers and receivers that do what they should not, each on an address of its own.
struct BadThings : testing::Test {
  ConfigFolder config;
  NewsSite good_site;
  WebhookReceiver desk{ConfigFolder::secret()};
  Stored stored{config.database()};
  HttpServer malformed{HttpServer::Handler{}, "127.0.0.2"};
  HttpServer endless{HttpServer::Handler{}, "127.0.0.3"};
  HttpServer loris{HttpServer::Handler{}, "127.0.0.4"};
  HttpServer silent{HttpServer::Handler{}, "127.0.0.5"};
  HttpServer missing{HttpServer::Handler{}, "127.0.0.6"};
  HttpServer hanging{HttpServer::Handler{}, "127.0.0.7"};

  void SetUp() override {
    malformed.serve_text("/feed.xml", "<html><body><p>Welcome to our new site</p></body></html>",
                         "application/rss+xml");
    endless.serve("/feed.xml", {.headers = {{"Content-Type", "application/rss+xml"}},
                                .body = "<item><title>Again and again and again and again</title></item>\n",
                                .endless = true});
    loris.serve(
        "/feed.xml",
        {.headers = {{"Content-Type", "application/rss+xml"}}, .body = std::string(100'000, ' '), .drip = 100ms});
    silent.serve("/feed.xml", {.silent = true});
    hanging.serve("/hook", {.silent = true});

    Tuning tuning;
    tuning.limits = "{connect: 1s, total: 3s, body: 1MiB, slow_rate: 100, slow_for: 1s}";
    config.write_settings(
        {{"desk", desk.url(), ""}, {"dead", refused_address, ""}, {"hanging", hanging.url("/hook"), "timeout: 1s"}},
        tuning);
    config.write_feeds({{"malformed", malformed.url("/feed.xml"), ""},
                        {"endless", endless.url("/feed.xml"), ""},
                        {"loris", loris.url("/feed.xml"), ""},
                        {"silent", silent.url("/feed.xml"), ""},
                        {"missing", missing.url("/feed.xml"), ""},
                        {"good", good_site.feed_url("good"), ""}});
    config.write_watches({{"good-watch", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}}, "good",
                         "hanging, dead, desk");
    config.write("rules.d/broken.yaml", "version: 1\nwatches:\n  - id: half\n   when: [\n");
    config.write_watches({{"misspelt", R"(actor:"Esmail Qanni")", ""}}, "misspelt");
  }
};

TEST_F(BadThings, CostThemselvesAloneAndAreNamedInTheLog) {
  good_site.publish("good", {"first", "Qaani in Baghdad", "Nobody knew that he was on his way.", ""});
  auto const begin = std::chrono::steady_clock::now();
  DaemonProcess daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 8s);
  EXPECT_EQ(desk.messages().front().watch(), "good-watch");

  for (auto const* what :
       {"feed=malformed", "feed=endless", "feed=loris", "feed=silent", "feed=missing", "sink=dead", "sink=hanging"}) {
    EXPECT_TRUE(daemon.wait_for_log(what)) << what;
  }
  std::string const log = daemon.log();
  EXPECT_THAT(log, HasSubstr("rules.d/broken.yaml:4:"));
  EXPECT_THAT(log, HasSubstr("rules.d/misspelt.yaml:4:"));
  EXPECT_THAT(log, HasSubstr("did you mean \"Esmail Qaani\"?"));
  EXPECT_THAT(log, HasSubstr("HTTP 404"));

  // All of it failed more than once by now, and the good ones still work.
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT min(failures) FROM feeds WHERE feed <> 'good'") >= 2; }));
  good_site.publish("good", {"second", "Qaani in Baghdad once more", "His second visit this week.", ""});
  EXPECT_TRUE(desk.wait_for_messages(2, 8s)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT failures FROM feeds WHERE feed = 'good'"), 0);
  EXPECT_TRUE(wait_for(
      [&] { return stored.number("SELECT count(*) FROM deliveries WHERE sink = 'desk' AND state = 1") == 2; }));
  EXPECT_EQ(stored.number("SELECT count(*) FROM deliveries WHERE sink <> 'desk' AND state = 0"), 4) << "they wait";

  auto const ended = daemon.stop();
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->status, 0);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(ended->most_memory_kib, 120 * 1024);
#endif
}

TEST_F(BadThings, AFloodFromOneFeedIsCutAtTheLimitWithoutBeingKept) {
  DaemonProcess daemon(config);
  ASSERT_TRUE(endless.wait_for_requests(4)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 0);
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT failures FROM feeds WHERE feed = 'endless'") >= 3; }));
  // Named once, not at every poll.
  std::string const log = daemon.log();
  auto const first = log.find("feed=endless");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(log.find("feed=endless", first + 1), std::string::npos) << log;
}

}  // namespace
}  // namespace rasid::test
