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

/// A publisher whose address range is allowed, and a neighbour inside the network that is none of our business.
struct Egress : testing::Test {
  ConfigFolder config;
  HttpServer publisher{HttpServer::Handler{}, "127.0.0.2"};
  HttpServer neighbour{[](Seen const&) { return Reply{.body = "secret"}; }, "127.0.0.3"};
  Stored stored{config.database()};

  void SetUp() override {
    Tuning tuning;
    tuning.egress = "{allow: [127.0.0.2/32]}";
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}, tuning);
  }

  /// A feed without allow_private.
  void configure(std::string const& url) const {
    config.write("feeds.d/feeds.yaml", fmt::format("version: 1\nfeeds:\n  - {{id: wire, url: \"{}\"}}\n", url));
  }

  [[nodiscard]] static std::string feed_with_link(std::string const& link) {
    return fmt::format(
        "<rss version=\"2.0\"><channel><title>W</title><item><guid>g</guid><title>T</title><link>{}</link>"
        "<description>Only a summary…</description></item></channel></rss>",
        link);
  }
};

TEST_F(Egress, AFeedInsideTheNetworkIsRefusedUnlessItIsAllowed) {
  configure(neighbour.url("/feed.xml"));
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("feed=wire")) << daemon.log();
  EXPECT_THAT(daemon.log(), HasSubstr("127.0.0.3"));
  EXPECT_TRUE(neighbour.requests().empty());
}

TEST_F(Egress, ARedirectIntoTheNetworkIsNotFollowed) {
  publisher.serve("/feed.xml", redirect(302, neighbour.url("/admin")));
  configure(publisher.url("/feed.xml"));
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("feed=wire")) << daemon.log();
  EXPECT_FALSE(publisher.requests().empty());
  EXPECT_TRUE(neighbour.requests().empty());
}

TEST_F(Egress, AnItemThatLinksIntoTheNetworkKeepsItsSummary) {
  publisher.serve_text("/feed.xml", feed_with_link(neighbour.url("/admin")), "application/rss+xml");
  configure(publisher.url("/feed.xml"));
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == 1; }))
      << daemon.log();
  EXPECT_TRUE(neighbour.requests().empty());
  EXPECT_EQ(stored.texts("SELECT body FROM articles"), std::vector<std::string>{"Only a summary…"});
}

}  // namespace
}  // namespace rasid::test
