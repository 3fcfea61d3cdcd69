#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/stored.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char const* feed =
    "<rss version=\"2.0\"><channel><item><guid>g</guid><title>T</title></item></channel></rss>";

struct FeedAccess : testing::Test {
  ConfigFolder config;
  HttpServer publisher;

  void SetUp() override {
    publisher.serve_text("/feed.xml", feed, "application/rss+xml");
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}, {.log_level = "debug"});
  }
  [[nodiscard]] bool stored() const {
    Stored const database(config.database());
    return wait_for([&] { return database.number("SELECT count(*) FROM articles") == 1; });
  }
};

TEST_F(FeedAccess, SecretsComeFromFilesAndCredentialsAndStandInNoLog) {
  config.write("secrets/password", "open sesame\n");
  config.write("credentials/token", "t0ken");
  config.write_feeds({{"wire", publisher.url("/feed.xml"),
                       "access: {user: reader, password: {file: secrets/password}, cookies: 'edition=mena', "
                       "headers: {X-Token: {prefix: 'Token ', credential: token}, X-Edition: mena}}"}});
  DaemonProcess daemon(config, {{"CREDENTIALS_DIRECTORY", (config.path() / "credentials").string()}});
  ASSERT_TRUE(stored()) << daemon.log();
  Seen const seen = publisher.requests().at(0);
  EXPECT_EQ(seen.header("authorization"), "Basic cmVhZGVyOm9wZW4gc2VzYW1l");
  EXPECT_EQ(seen.header("x-token"), "Token t0ken");
  EXPECT_EQ(seen.header("x-edition"), "mena");
  EXPECT_EQ(seen.header("cookie"), "edition=mena");
  EXPECT_THAT(daemon.log(), Not(testing::AnyOf(HasSubstr("sesame"), HasSubstr("t0ken"))));
}

TEST_F(FeedAccess, CredentialsInAUrlAreSentButNeitherStoredNorShown) {
  std::string url = publisher.url("/feed.xml");
  url.insert(7, "reader:open%20sesame@");
  config.write_feeds({{"wire", url, ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(stored()) << daemon.log();
  EXPECT_EQ(publisher.requests().at(0).header("authorization"), "Basic cmVhZGVyOm9wZW4gc2VzYW1l");
  EXPECT_THAT(daemon.log(), Not(HasSubstr("sesame")));
  EXPECT_THAT(Stored(config.database()).texts("SELECT url FROM feeds"), testing::Each(Not(HasSubstr("sesame"))));
}

TEST_F(FeedAccess, StaysWithTheOriginThatAFeedMovedAwayFrom) {
  HttpServer other;
  other.serve_text("/feed.xml", feed, "application/rss+xml");
  publisher.serve("/feed.xml", redirect(301, other.url("/feed.xml")));
  config.write_feeds({{"wire", publisher.url("/feed.xml"), "access: {headers: {X-Token: t0ken}}"}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(other.wait_for_requests(3)) << daemon.log();
  EXPECT_EQ(publisher.requests().size(), 1U);
  for (Seen const& seen : other.requests()) EXPECT_FALSE(seen.has("x-token"));
}

TEST_F(FeedAccess, APasswordInTheConfigurationIsAMistakeThatIsNamed) {
  config.write_feeds({{"wire", publisher.url("/feed.xml"), "access: {user: reader, password: sesame}"}});
  CommandResult const result = run_rasid({"check", "--config", config.path().string()});
  EXPECT_NE(result.status, 0);
  EXPECT_THAT(result.output + result.errors, HasSubstr("a password must not stand in the configuration"));
}

TEST_F(FeedAccess, AFileIsPolledWhereItsFolderIsAllowed) {
  config.write("inbox/feed.xml", feed);
  std::string const url = "file://" + (config.path() / "inbox/feed.xml").string();
  config.write("rasid.yaml", fmt::format("version: 1\nstore: {}\npolling: {{interval: 100ms, floor: 50ms, startup_spread: 0s}}\n"
                                         "egress: {{files: [{}]}}\nsinks: [{{id: desk, type: log}}]\n",
                                         config.database().string(), (config.path() / "inbox").string()));
  config.write_feeds({{"wire", url, ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(stored()) << daemon.log();
}

TEST_F(FeedAccess, AFileIsNotReadOtherwise) {
  config.write("inbox/feed.xml", feed);
  config.write_feeds({{"wire", "file://" + (config.path() / "inbox/feed.xml").string(), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("problem=forbidden-scheme")) << daemon.log();
}

struct PagesAndRobots : FeedAccess {
  void publish() {
    publisher.serve_text("/feed.xml",
                         fmt::format("<rss version=\"2.0\"><channel><item><guid>g</guid><title>T</title><link>{}</link>"
                                     "<description>Only a summary…</description></item></channel></rss>",
                                     publisher.url("/page")),
                         "application/rss+xml");
    config.write_feeds({{"wire", publisher.url("/feed.xml"), "full_text: always"}});
  }
  [[nodiscard]] bool handled() const {
    Stored const database(config.database());
    return wait_for([&] { return database.number("SELECT count(*) FROM articles WHERE handled = 1") == 1; });
  }
};

TEST_F(PagesAndRobots, APageTheSiteForbidsIsNotReadThoughItsFeedIs) {
  publisher.serve_text("/robots.txt", "User-agent: *\nDisallow: /\n");
  publish();
  DaemonProcess daemon(config);
  ASSERT_TRUE(handled()) << daemon.log();
  EXPECT_TRUE(publisher.requests("/page").empty());
  EXPECT_FALSE(publisher.requests("/feed.xml").empty());
}

TEST_F(PagesAndRobots, APageOfASiteWithoutOneIsRead) {
  publish();
  DaemonProcess daemon(config);
  ASSERT_TRUE(handled()) << daemon.log();
  EXPECT_EQ(publisher.requests("/robots.txt").size(), 1U);
  EXPECT_FALSE(publisher.requests("/page").empty());
}

}  // namespace
}  // namespace rasid::test
