#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/integration/commands.h"
#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;

/// `rasid feeds`, from another process than the daemon's.
struct Feeds : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver desk{ConfigFolder::secret()};

  void configure(std::string const& interval, Tuning tuning = {}) {
    tuning.polling = "{interval: " + interval + ", floor: 20ms, startup_spread: 0s, longest_pause: 1h}";
    config.write_settings({{"desk", desk.url(), ""}}, tuning);
    config.write_feeds({{"wire", site.feed_url("wire"), ""}, {"clock", site.feed_url("clock"), "interval: 50ms"}});
  }
  CommandResult feeds(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "feeds");
    return run_rasid_with(config, std::move(arguments));
  }
  /// What `rasid feeds --json` says of the feed.
  boost::json::object status_of(std::string const& feed) {
    CommandResult const result = feeds({"--json"});
    if (result.status != 0) return {};
    boost::json::value const all = boost::json::parse(result.output);
    for (auto const& each : all.as_array())
      if (each.at("id").as_string() == feed.c_str()) return each.as_object();
    return {};
  }
  [[nodiscard]] std::size_t polls(std::string const& feed) const { return site.polls(feed).size(); }
  [[nodiscard]] bool some_time_passes() const {
    std::size_t const before = polls("clock");
    return wait_for([&] { return polls("clock") >= before + 10; });
  }
};

TEST_F(Feeds, AreShownWithTheirStateAndWhatWasLearnt) {
  configure("200ms");
  site.publish("wire", {"one", "Qaani in Baghdad", "…", "A page of its own."});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return polls("wire") >= 2 && polls("clock") >= 2; })) << daemon.log();
  ASSERT_TRUE(wait_for([&] {
    auto const wire = status_of("wire");
    return !wire.empty() && wire.at("state") == "well" && wire.at("items").as_int64() == 1;
  }));
  CommandResult const table = feeds({"--sort", "rate"});
  EXPECT_EQ(table.status, 0);
  EXPECT_THAT(table.output, HasSubstr("LAST SUCCESS"));
  EXPECT_THAT(table.output, HasSubstr("wire"));
  EXPECT_EQ(feeds({"--sort", "nonsense"}).status, 2);
}

TEST_F(Feeds, AreReadFromTheStoreWhereNoDaemonRuns) {
  configure("1h");
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(wait_for([&] { return polls("wire") >= 1 && status_of("wire")["state"] == "well"; })) << daemon.log();
    ASSERT_TRUE(daemon.stop());
  }
  CommandResult const table = feeds({});
  EXPECT_EQ(table.status, 0);
  EXPECT_THAT(table.output, HasSubstr("well"));
  EXPECT_THAT(table.errors, HasSubstr("no daemon answers"));
}

TEST_F(Feeds, ArePolledAtOnceWhenTheOperatorWishes) {
  configure("1h");
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return polls("wire") == 1; })) << daemon.log();
  ASSERT_TRUE(some_time_passes());
  ASSERT_EQ(polls("wire"), 1U);
  CommandResult const by_url = feeds({"poll", site.feed_url("wire")});
  EXPECT_EQ(by_url.status, 0) << by_url.errors;
  EXPECT_TRUE(wait_for([&] { return polls("wire") == 2; }));
  CommandResult const nobody = feeds({"poll", "nobody"});
  EXPECT_EQ(nobody.status, 1);
  EXPECT_THAT(nobody.errors, HasSubstr("no feed has the id or URL \"nobody\""));
}

TEST_F(Feeds, ThatArePausedStayPausedOverARestartUntilTheyAreResumed) {
  configure("100ms");
  std::size_t polled = 0;
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(wait_for([&] { return polls("wire") >= 2; })) << daemon.log();
    ASSERT_EQ(feeds({"pause", "wire"}).status, 0);
    ASSERT_TRUE(some_time_passes());  // a poll under way ends
    polled = polls("wire");
    ASSERT_TRUE(some_time_passes());
    EXPECT_EQ(polls("wire"), polled);
    EXPECT_EQ(status_of("wire").at("state"), "paused");
    ASSERT_TRUE(daemon.stop());
  }
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(some_time_passes()) << daemon.log();
    EXPECT_EQ(polls("wire"), polled);
    ASSERT_TRUE(daemon.stop());
  }
  ASSERT_EQ(feeds({"resume", "wire"}).status, 0) << "in the store, since no daemon runs";
  DaemonProcess daemon(config);
  EXPECT_TRUE(wait_for([&] { return polls("wire") > polled; })) << daemon.log();
}

TEST_F(Feeds, AreNotPolledAtOnceAfterARestartWhereTheLastPollIsFresh) {
  configure("1h");
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(wait_for([&] { return polls("wire") == 1; })) << daemon.log();
    ASSERT_TRUE(some_time_passes());
    ASSERT_TRUE(daemon.stop());
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(some_time_passes()) << daemon.log();
  EXPECT_EQ(polls("wire"), 1U);
}

TEST_F(Feeds, KeepTheirTtlOverAnswersThatSayNothingAndOverARestart) {
  HttpServer publisher([](Seen const& seen) -> Reply {
    if (seen.has("if-none-match")) return {.status = 304};
    return {.headers = {{"ETag", "\"1\""}, {"Content-Type", "application/rss+xml"}},
            .body = "<rss version=\"2.0\"><channel><title>A</title><ttl>1</ttl></channel></rss>"};
  });
  configure("50ms");
  Tuning tuning;
  tuning.polling = "{interval: 50ms, floor: 20ms, startup_spread: 0s, time_scale: 0.01}";
  config.write_settings({{"desk", desk.url(), ""}}, tuning);
  config.write_feeds({{"wire", publisher.url("/feed"), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return publisher.requests().size() >= 4; })) << daemon.log();
  auto const seen = publisher.requests();
  for (std::size_t i = 1; i < 4; ++i)
    EXPECT_GE(seen[i].at - seen[i - 1].at, std::chrono::milliseconds{590}) << "a minute, a hundred times faster";
}

TEST_F(Feeds, ThatFailForLongAreToldOnceAndOnceMoreWhenTheyAreWell) {
  Tuning tuning;
  tuning.feed_failing = "{after: 300ms, sinks: [desk]}";
  HttpServer publisher;
  configure("50ms", tuning);
  tuning.polling = "{interval: 50ms, floor: 20ms, startup_spread: 0s, longest_pause: 100ms}";
  config.write_settings({{"desk", desk.url(), ""}}, tuning);
  config.write_feeds({{"wire", publisher.url("/feed"), "title: The Wire"}, {"clock", site.feed_url("clock"), ""}});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
    ASSERT_TRUE(some_time_passes());
    ASSERT_TRUE(daemon.stop());
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(some_time_passes()) << daemon.log();
  ASSERT_EQ(desk.count(), 1U) << "not again after a restart";
  EXPECT_EQ(desk.messages()[0].watch(), "feed_failing");
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("The feed \\\"The Wire\\\" has failed for"));
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("HTTP 404"));

  publisher.serve_text("/feed", "<rss version=\"2.0\"><channel><title>A</title></channel></rss>",
                       "application/rss+xml");
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_THAT(desk.messages()[1].body, HasSubstr("is well again"));
  EXPECT_EQ(desk.messages()[1].json().at("type").as_string(), "alert.updated");
  ASSERT_TRUE(some_time_passes());
  EXPECT_EQ(desk.count(), 2U);
}

TEST_F(Feeds, ThatFailAreToldWhereTheRoutesSayUnlessASilenceMutesIt) {
  HttpServer publisher;
  for (char const* path : {"/a", "/b"})
    publisher.serve_text(path, "<rss version=\"2.0\"><channel><title>A</title></channel></rss>", "application/rss+xml");
  Tuning tuning;
  tuning.feed_failing = "{after: 24h, sinks: []}";
  tuning.more = "routes: [{match: \"watch:feed_failing\", sinks: [desk]}]\n";
  configure("50ms", tuning);
  config.write_feeds({{"a", publisher.url("/a"), ""},
                      {"b", publisher.url("/b"), ""},
                      {"clock", site.feed_url("clock"), "interval: 50ms"}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return publisher.requests().size() >= 2; })) << daemon.log();
  std::string const muted = "watch:feed_failing AND feed:b";
  ASSERT_EQ(run_rasid({"silence", "add", "--match", muted, "--for", "2h", "-c", config.path().string()}).status, 0);
  for (char const* path : {"/a", "/b"}) publisher.serve(path, {.status = 410});
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("\"feed\":\"a\""));
  Stored const stored(config.database());
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM silenced") == 1; })) << daemon.log();
  ASSERT_TRUE(some_time_passes());
  EXPECT_EQ(desk.count(), 1U);
}

TEST_F(Feeds, ThatAreGoneAreToldAtOnce) {
  Tuning tuning;
  tuning.feed_failing = "{after: 24h, sinks: [desk]}";
  HttpServer publisher;
  publisher.serve("/feed", {.status = 410});
  configure("50ms", tuning);
  config.write_feeds({{"wire", publisher.url("/feed"), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("is gone"));
  EXPECT_THAT(feeds({"--failing"}).output, HasSubstr("gone"));
}

}  // namespace
}  // namespace rasid::test
