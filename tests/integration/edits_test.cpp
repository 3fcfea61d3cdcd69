#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <csignal>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::ElementsAre;

/// An item as the publisher now has it.
struct Item {
  std::string guid, link, title, text;
};

/// A publisher who changes his mind between polls.
struct Edits : testing::Test {
  ConfigFolder config;
  WebhookReceiver desk{ConfigFolder::secret()};
  HttpServer publisher;
  Stored stored{config.database()};

  void SetUp() override {
    config.write_settings({{"desk", desk.url(), ""}});
    follow("full_text: never");
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}, {"end", "finis", ""}});
  }
  void follow(std::string const& more) { config.write_feeds({{"wire", publisher.url("/feed.xml"), more}}); }

  void publish(std::vector<Item> const& items) {
    std::string all;
    for (Item const& item : items) {
      all += fmt::format(
          "<item><guid isPermaLink=\"false\">{}</guid><link>{}</link><title>{}</title><description>{}</description>"
          "<pubDate>Mon, 29 Jun 2020 08:00:00 GMT</pubDate></item>",
          item.guid, publisher.url(item.link), item.title, item.text);
    }
    publisher.serve_text(
        "/feed.xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title>" + all + "</channel></rss>",
        "application/rss+xml");
  }
  [[nodiscard]] bool wait_for_number(std::string const& query, std::int64_t number) const {
    return wait_for([&] { return stored.number(query) == number; });
  }
  [[nodiscard]] bool wait_for_revision(std::int64_t number) const {
    return wait_for_number("SELECT max(revision) FROM items i JOIN articles a ON a.row = i.article WHERE handled = 1",
                           number);
  }
  /// "webhook-id type title" of the watch's messages.
  [[nodiscard]] std::vector<std::string> told(std::string const& watch = "qaani-baghdad") const {
    std::vector<std::string> all;
    for (Message const& message : desk.of_watch(watch)) {
      auto const json = message.json();
      all.push_back(fmt::format("{} {}", std::string_view(json.at("type").as_string()),
                                std::string_view(json.at("data").at("article").at("title").as_string())));
    }
    return all;
  }
};

Item const visit{"1", "/1", "Qaani in Baghdad", "He met the heads of the factions. Rain is expected tonight."};
Item const last{"9", "/9", "The end", "finis"};

TEST_F(Edits, OfTheProofAreTheNextRevisionOfTheSameAlert) {
  publish({visit});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();

  Item elsewhere = visit;  // what proves it stays as it was
  elsewhere.text = "He met the heads of the factions. Snow is expected tonight.";
  publish({elsewhere});
  ASSERT_TRUE(wait_for_revision(2)) << daemon.log();

  Item proof = elsewhere;
  proof.title = "Qaani back in Baghdad";
  publish({proof});
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_THAT(told(), ElementsAre("alert.created Qaani in Baghdad", "alert.updated Qaani back in Baghdad"));
  auto const messages = desk.messages();
  std::string const alert = messages[0].id.substr(0, messages[0].id.rfind('_'));
  EXPECT_EQ(messages[1].id, alert + "_2");
  EXPECT_EQ(messages[1].json().at("data").at("alert").at("revision").as_int64(), 2);
  EXPECT_EQ(messages[1].json().at("data").at("article").at("id"), messages[0].json().at("data").at("article").at("id"));
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 1);
  EXPECT_EQ(stored.texts("SELECT reason FROM suppressions"), std::vector<std::string>{"unchanged"});
}

TEST_F(Edits, OfCommasAndSpacesAreNone) {
  publish({visit});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  Item touched = visit;
  touched.title = "QAANI, in Baghdad!";
  touched.text += "   \n ";
  publish({touched, last});
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT max(revision) FROM items"), 1);
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(Edits, ThatMakeAWatchHoldAlertLikeAnyArticle) {
  Item vague = visit;
  vague.title = "A commander in Baghdad";
  publish({vague});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(wait_for_number("SELECT count(*) FROM articles WHERE handled = 1", 1)) << daemon.log();
  publish({visit});
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_THAT(told(), ElementsAre("alert.created Qaani in Baghdad"));
}

TEST_F(Edits, OfGuidLinkAndOrderAreNoNewArticles) {
  Item other{"2", "/2", "Shares fall in Tehran", "Oil prices slid while investors waited."};
  publish({visit, other});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  Item renamed = visit, moved = other;
  renamed.guid = "1#2";
  moved.link = "/2/shares-fall-in-tehran";
  publish({moved, renamed});
  ASSERT_TRUE(wait_for_number("SELECT count(*) FROM articles WHERE guid = '1#2'", 1)) << daemon.log();
  publish({renamed, last, moved});
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 3);
  EXPECT_EQ(stored.number("SELECT max(revision) FROM items"), 1);
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(Edits, LeaveArticlesThatShareAGuidApart) {
  Item other{"1", "/2", "Qaani leaves Baghdad", "His plane took off on Tuesday morning, an airport official said."};
  publish({visit, other});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  publish({last, other, visit});
  ASSERT_TRUE(desk.wait_for_messages(3)) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(DISTINCT id) FROM articles WHERE guid = '1'"), 2);
  EXPECT_EQ(stored.number("SELECT max(revision) FROM items"), 1);
}

TEST_F(Edits, AreNotWhatAPageIsThatCameLate) {
  follow("full_text: always");
  config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""},
                        {"kadhimi", "actor:\"Mustafa al-Kadhimi\"", ""}});
  publisher.serve("/1", {.status = 503});
  publish({visit});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(desk.messages()[0].watch(), "qaani-baghdad") << "of the summary, at once";
  publisher.serve_text(
      "/1",
      "<html><head><title>Qaani in Baghdad</title></head><body><article><h1>Qaani in Baghdad</h1>"
      "<p>Qaani came to Baghdad early on Monday and met the heads of the factions there.</p>"
      "<p>Prime minister Mustafa al-Kadhimi received him for an hour in the afternoon, an aide said.</p>"
      "</article></body></html>",
      "text/html");
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_EQ(desk.messages()[1].watch(), "kadhimi") << "of the page, when it could be had";
  EXPECT_EQ(desk.messages()[1].json().at("type").as_string(), "alert.created");
  ASSERT_TRUE(wait_for_number("SELECT count(*) FROM articles WHERE handled = 1 AND body LIKE '%received him%'", 1));
  EXPECT_EQ(told().size(), 1U) << "nobody edited anything";
  EXPECT_EQ(stored.number("SELECT max(revision) FROM items"), 1);
  EXPECT_EQ(stored.texts("SELECT reason FROM suppressions"), std::vector<std::string>{"completed"});
}

TEST_F(Edits, EndAskingForAPageThatIsGone) {
  follow("full_text: always");
  publisher.serve("/1", {.status = 410});
  publish({visit});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  std::size_t const polls = publisher.requests("/feed.xml").size();
  ASSERT_TRUE(wait_for([&] { return publisher.requests("/feed.xml").size() >= polls + 4; }));
  EXPECT_EQ(publisher.requests("/1").size(), 1U);
}

TEST_F(Edits, AskThriceAtOnceForAPageThatFailsAndThenWait) {
  follow("full_text: always");
  publisher.serve("/1", {.status = 503});
  publish({visit});
  DaemonProcess const daemon(config);
  ASSERT_TRUE(wait_for_number("SELECT page_attempts FROM items", 3)) << daemon.log();
  std::size_t const polls = publisher.requests("/feed.xml").size();
  ASSERT_TRUE(wait_for([&] { return publisher.requests("/feed.xml").size() >= polls + 4; }));
  EXPECT_EQ(publisher.requests("/1").size(), 3U);
  EXPECT_EQ(desk.count(), 1U);
}

TEST_F(Edits, ReviveNoArticleThatEndedTheDaemonThreeTimesButLetOthersPass) {
  publish({visit, last});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
    ASSERT_TRUE(daemon.stop());
  }
  // As after three starts that ended while the article was worked on.
  stored.change(
      "UPDATE articles SET handled = 0 WHERE guid = '1'; UPDATE totals SET unhandled = 1;"
      "UPDATE items SET attempts = 3 WHERE article = (SELECT row FROM articles WHERE guid = '1')");
  config.write("rasid.db.crashed", "");
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("an article is quarantined")) << daemon.log();
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles WHERE handled = 0"), 0);
  CommandResult const list =
      run_rasid({"quarantine", "--store", config.database().string(), "-c", config.path().string()});
  EXPECT_EQ(list.status, 0) << list.errors;
  EXPECT_THAT(list.output, testing::HasSubstr("Qaani in Baghdad"));
  CommandResult const refused = run_rasid({"quarantine", "-c", config.path().string(), "--release", "all"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, testing::HasSubstr("stop it"));
  ASSERT_TRUE(daemon.stop());
  EXPECT_EQ(run_rasid({"quarantine", "-c", config.path().string(), "--release", "all"}).output,
            "1 released; handled at the next start\n");
  DaemonProcess const again(config);
  EXPECT_TRUE(wait_for_number("SELECT count(*) FROM articles WHERE handled = 1", 2)) << again.log();
}

TEST_F(Edits, BlameNoArticleForAKill) {
  publish({visit, last});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
    daemon.kill();
  }
  EXPECT_FALSE(std::filesystem::exists(config.path() / "rasid.db.crashed"));
  stored.change("UPDATE articles SET handled = 0; UPDATE totals SET unhandled = 2; UPDATE items SET attempts = 3");
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(wait_for_number("SELECT count(*) FROM articles WHERE handled = 1", 2)) << daemon.log();
    EXPECT_EQ(stored.number("SELECT count(*) FROM quarantine"), 0);
    daemon.send(SIGSEGV);
    auto const ended = daemon.wait();
    ASSERT_TRUE(ended.has_value());
#ifndef __SANITIZE_ADDRESS__
    EXPECT_EQ(ended->signal, SIGSEGV) << "as it would have ended without a mark";
    EXPECT_TRUE(std::filesystem::exists(config.path() / "rasid.db.crashed"));
#endif
  }
}

}  // namespace
}  // namespace rasid::test
