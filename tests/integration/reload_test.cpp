#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;

struct Reload : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};

  void SetUp() override {
    config.write_settings({{"desk", receiver.url(), ""}});
    // A page that is not there would be asked for again, and its article be held against the new watches too.
    config.write_feeds({{"wire", site.feed_url("wire"), "full_text: never"}});
    config.write_watches({{"qaani", R"(actor:"Esmail Qaani")", ""}});
  }

  static void reload(DaemonProcess& daemon, std::string_view says) {
    daemon.send(SIGHUP);
    ASSERT_TRUE(daemon.wait_for_log(says)) << daemon.log();
  }
};

TEST_F(Reload, ANewWatchFiresOnTheNextArticle) {
  site.publish("wire", {"first", "Quneitra waits", "Nothing happened in Quneitra today.", ""});
  DaemonProcess daemon(config);
  Stored const stored{config.database()};
  ASSERT_TRUE(wait_for([&] {
    return site.not_modified("wire") > 0 && stored.number("SELECT count(*) FROM articles WHERE handled = 1") == 1;
  })) << daemon.log();

  config.write_watches({{"syria", "place:Syria", ""}}, "more");
  reload(daemon, "configuration reloaded");
  site.publish("wire", {"second", "Quneitra still waits", "Nothing happened in Quneitra yesterday.", ""});
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(receiver.messages().front().watch(), "syria");
  EXPECT_EQ(receiver.messages().front().article_url(), site.page_url("second")) << "what was handled stays handled";
}

TEST_F(Reload, ABrokenEditKeepsTheOldConfigurationAndSaysWhere) {
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("wire").empty(); })) << daemon.log();

  config.write(
      "rules.d/watches.yaml",
      "version: 1\nwatches:\n  - id: qaani\n    title: Qaani\n    when: actor:\"Esmail Qanni\"\n    sinks: [desk]\n");
  reload(daemon, "the old one stays in force");
  EXPECT_THAT(daemon.log(), HasSubstr("file=rules.d/watches.yaml line=5 column=17"));
  EXPECT_THAT(daemon.log(), HasSubstr("Esmail Qaani"));

  site.publish("wire", {"first", "Qaani was seen", "He was seen at the bazaar.", ""});
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(receiver.messages().front().watch(), "qaani");
}

TEST_F(Reload, ABrokenMainFileKeepsTheOldConfigurationToo) {
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("wire").empty(); })) << daemon.log();
  config.write("rasid.yaml", "version: 1\npolling: {intervall: 1s}\n");
  reload(daemon, "the old one stays in force");
  EXPECT_THAT(daemon.log(), HasSubstr("file=rasid.yaml line=2 column=11"));
  site.publish("wire", {"first", "Qaani was seen", "He was seen at the bazaar.", ""});
  EXPECT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
}

TEST_F(Reload, TheListOfFeedsCanChange) {
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return site.polls("wire").size() >= 2; })) << daemon.log();

  config.write_feeds({{"other", site.feed_url("other"), ""}});
  reload(daemon, "configuration reloaded");
  ASSERT_TRUE(wait_for([&] { return !site.polls("other").empty(); })) << daemon.log();
  std::size_t const polled = site.polls("wire").size();
  ASSERT_TRUE(wait_for([&] { return site.polls("other").size() >= 6; })) << daemon.log();
  EXPECT_LE(site.polls("wire").size(), polled + 1) << "one may have been under way";

  // A feed that comes back goes on where it was.
  config.write_feeds({{"wire", site.feed_url("wire"), ""}, {"other", site.feed_url("other"), ""}});
  std::size_t const before = site.polls("wire").size();
  daemon.send(SIGHUP);
  ASSERT_TRUE(wait_for([&] { return site.polls("wire").size() > before; })) << daemon.log();
  EXPECT_EQ(site.polls("wire").back().header("if-none-match"), site.etag("wire"));
}

TEST_F(Reload, WhileNewsComesInLosesNothingAndTellsNothingTwice) {
  constexpr int stories = 60;
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("wire").empty(); })) << daemon.log();
  for (int i = 0; i < stories; ++i) {
    std::string const name = "story-" + std::to_string(i);
    site.publish("wire", {name, "Qaani was seen, part " + std::to_string(i), "At the bazaar, for the day " + name, ""});
    std::size_t const polls = site.polls("wire").size();
    if (i % 2 == 0) {
      config.write_watches({{"qaani", R"(actor:"Esmail Qaani")", ""}, {"w" + std::to_string(i), "quneitra", ""}});
      daemon.send(SIGHUP);
    }
    if (i % 5 == 0) {
      ASSERT_TRUE(wait_for([&] { return site.polls("wire").size() > polls; })) << daemon.log();
    }
  }
  ASSERT_TRUE(receiver.wait_for_messages(stories)) << daemon.log();
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);
  std::set<std::string> ids;
  for (Message const& message : receiver.messages()) EXPECT_TRUE(ids.insert(message.id).second) << message.id;
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(stories));
}

TEST_F(Reload, WhatOnlyARestartCanChangeIsSaid) {
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("wire").empty(); })) << daemon.log();
  reload(daemon, "configuration reloaded");
  EXPECT_THAT(daemon.log(), testing::Not(HasSubstr("next start"))) << "nothing has changed";

  Tuning tuning;
  tuning.egress = "{allow: [10.0.0.0/8]}";
  tuning.log_level = "debug";
  config.write_settings({{"desk", receiver.url(), ""}}, tuning);
  reload(daemon, "at the next start only");
  EXPECT_THAT(daemon.log(), HasSubstr("settings=\"egress, log_level\""));
}

TEST_F(Reload, ASinkCanMove) {
  WebhookReceiver const elsewhere(ConfigFolder::secret());
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.polls("wire").empty(); })) << daemon.log();
  config.write_settings({{"desk", elsewhere.url(), ""}});
  reload(daemon, "configuration reloaded");
  site.publish("wire", {"first", "Qaani was seen", "He was seen at the bazaar.", ""});
  ASSERT_TRUE(elsewhere.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(receiver.count(), 0U);
}

}  // namespace
}  // namespace rasid::test
