#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;

std::string feed_of(std::string const& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title>" + items + "</channel></rss>";
}

std::string item(std::string const& name, std::string const& title, std::string const& link = {}) {
  return fmt::format("<item><guid isPermaLink=\"false\">{}</guid><title>{}</title><link>{}</link></item>", name, title,
                     link);
}

std::string const qaani = item("1", "Qaani in Baghdad");

/// One publisher who does not keep to the protocol, and the real daemon.
struct BrokenPublishers : testing::Test {
  ConfigFolder config;
  WebhookReceiver desk{ConfigFolder::secret()};
  HttpServer publisher;
  Stored stored{config.database()};

  void SetUp() override {
    Tuning tuning;
    tuning.limits = "{connect: 2s, total: 5s, body: 1MiB}";
    config.write_settings({{"desk", desk.url(), ""}}, tuning);
    follow("full_text: never");
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }
  void follow(std::string const& more) { config.write_feeds({{"wire", publisher.url("/feed.xml"), more}}); }
  void serve(Reply reply, std::string const& type = "application/rss+xml") {
    reply.headers.emplace_back("Content-Type", type);
    publisher.serve("/feed.xml", std::move(reply));
  }
  /// The feed fails and is asked again; nothing of it was kept.
  void expect_failures(std::string const& words) {
    DaemonProcess const daemon(config);
    ASSERT_TRUE(wait_for([&] { return stored.number("SELECT failures FROM feeds") >= 2; })) << daemon.log();
    EXPECT_THAT(stored.texts("SELECT last_error FROM feeds").at(0), HasSubstr(words));
    EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 0);
    EXPECT_EQ(stored.texts("SELECT etag || body_hash FROM feeds").at(0), "") << "what was not read is not remembered";
    serve({.body = feed_of(qaani)});
    EXPECT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  }
};

TEST_F(BrokenPublishers, WhoBreakOffAreAskedAgain) {
  serve({.headers = {{"ETag", "\"1\""}}, .body = feed_of(qaani).substr(0, 120), .stated_length = 4'000});
  expect_failures("broke off");
}

TEST_F(BrokenPublishers, WhoStateTooShortALengthAreReadAsFarAsItGoes) {
  std::string const body = feed_of(qaani + item("2", "Rain in the north"));
  serve({.body = body, .stated_length = body.find("<title>Rain") + 9});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(desk.messages()[0].watch(), "qaani-baghdad");
}

TEST_F(BrokenPublishers, WhoNameTheWrongCharsetAreReadByTheirBytes) {
  serve({.body = feed_of(item("1", "زيارة قآني إلى بغداد"))}, "application/rss+xml; charset=windows-1251");
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(stored.texts("SELECT title FROM articles").at(0), "زيارة قآني إلى بغداد");
}

TEST_F(BrokenPublishers, WhoSendAGzipBombAreCutAtTheLimit) {
  Reply bomb = gzipped(feed_of(item("1", "Qaani in Baghdad" + std::string(64U << 20U, ' '))));
  bomb.headers.emplace_back("Content-Type", "application/rss+xml");
  publisher.serve("/feed.xml", bomb);
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT failures FROM feeds") >= 2; })) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 0);
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended.has_value());
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(ended->most_memory_kib, 120 * 1024);
#endif
}

TEST_F(BrokenPublishers, WhoCallAFeedSomethingElseAreReadAllTheSame) {
  serve({.body = feed_of(qaani)}, "text/html; charset=utf-8");
  DaemonProcess const daemon(config);
  EXPECT_TRUE(desk.wait_for_messages(1)) << daemon.log();
}

TEST_F(BrokenPublishers, WhoSendAnErrorPageWithStatus200HaveNoFeed) {
  serve({.headers = {{"ETag", "\"oops\""}},
         .body = "<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>"},
        "text/html");
  expect_failures("neither RSS, Atom, RDF nor JSON Feed");
}

TEST_F(BrokenPublishers, WhoRedirectTheirPagesAreFollowed) {
  follow("full_text: always");
  publisher.serve("/short", redirect(302, publisher.url("/long")));
  publisher.serve("/long", redirect(301, publisher.url("/page.html")));
  publisher.serve_text(
      "/page.html",
      "<html><body><article><h1>A visit</h1><p>Qaani came to Baghdad early on Monday and met the heads "
      "of the factions there.</p><p>He left in the evening.</p></article></body></html>",
      "text/html");
  serve({.body = feed_of(item("1", "A visit", publisher.url("/short")))});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(desk.messages()[0].article_url(), publisher.url("/short")) << "the address that the feed gave";
}

TEST_F(BrokenPublishers, WhoDateTheirItemsAheadAreDatedWhenTheyWereSeen) {
  serve({.body = feed_of("<item><guid>1</guid><title>Qaani in Baghdad</title>"
                         "<pubDate>Fri, 29 Jun 2191 08:00:00 GMT</pubDate></item>")});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT published = fetched FROM articles"), 1);
  EXPECT_THAT(stored.texts("SELECT note FROM items").at(0), HasSubstr("2191"));
}

}  // namespace
}  // namespace rasid::test
