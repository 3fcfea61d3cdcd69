#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/commands.h"
#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/payload_schema.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Story const raid_ar{.name = "raid-ar",
                    .title = "قآني يأمر بالانتشار في المنطقة الخضراء بعد توقيف 14 من كتائب حزب الله",
                    .summary =
                        "أوعز إسماعيل قآني إلى عناصر من كتائب حزب الله بالانتشار في المنطقة الخضراء في بغداد بعد "
                        "توقيف 14 منهم، فيما أجرى مصطفى الكاظمي اتصالات لاحتواء الموقف.",
                    .text = ""};
Story const raid_en{.name = "raid-en",
                    .title = "Qaani sends Kataib Hezbollah into the Green Zone after arrest of 14",
                    .summary =
                        "Esmail Qaani told Kataib Hezbollah to deploy in Baghdad's Green Zone after 14 of its men "
                        "were arrested, and Mustafa al-Kadhimi tried to contain it.",
                    .text = ""};
Story const other{.name = "other",
                  .title = "Qaani visits Albu Kamal",
                  .summary =
                      "Esmail Qaani inspected tunnels near Albu Kamal and Quneitra in Syria, a source said, after "
                      "a stop in Baghdad weeks ago.",
                  .text = ""};

struct Joining : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};

  void SetUp() override {
    config.write_settings({{"desk", receiver.url(), ""}}, {.stories = "{join: events}"});
    config.write_feeds({{"arabic", site.feed_url("arabic"), "full_text: never"},
                        {"english", site.feed_url("english"), "full_text: never"},
                        {"mirror", site.feed_url("mirror"), "full_text: never"}});
    config.write_watches({{"qaani-baghdad", "actor:qaani AND place:Baghdad", ""}, {"football", "title:football", ""}});
  }
  bool handled(int articles) {
    return wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == articles; });
  }
  CommandResult run(std::vector<std::string> arguments) const { return run_rasid_with(config, std::move(arguments)); }
};

TEST_F(Joining, ReportsOfOneRaidInTwoLanguagesAreOneAlertThatSaysWhoCarriesIt) {
  site.publish("arabic", raid_ar);
  DaemonProcess daemon(config);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  site.publish("english", raid_en);
  ASSERT_TRUE(receiver.wait_for_messages(2)) << daemon.log();
  json::value const first = json::parse(receiver.messages().at(0).body);
  json::value const second = json::parse(receiver.messages().at(1).body);
  EXPECT_EQ(first.at("data").at("alert").at("id"), second.at("data").at("alert").at("id"));
  EXPECT_EQ(second.at("type").as_string(), "alert.updated");
  EXPECT_EQ(second.at("data").at("alert").at("revision").as_int64(), 2);
  EXPECT_EQ(second.at("data").at("story").at("feeds").as_int64(), 2);
  EXPECT_EQ(second.at("data").at("sources").as_array().size(), 2U);
  EXPECT_EQ(second.at("data").at("article").at("language").as_string(), "en");

  site.publish("mirror", raid_en);
  ASSERT_TRUE(handled(3));
  CommandResult const why = run({"why", site.page_url("raid-en")});
  EXPECT_EQ(why.status, 0) << why.errors;
  EXPECT_THAT(why.output, HasSubstr("grouped: the story was told already by alert alr_"));

  site.publish("english", other);
  ASSERT_TRUE(receiver.wait_for_messages(3)) << daemon.log();
  json::value const third = json::parse(receiver.messages().at(2).body);
  EXPECT_NE(third.at("data").at("alert").at("id"), second.at("data").at("alert").at("id")) << "another day's matter";
}

TEST_F(Joining, WhySaysWhatBecameOfAnArticleAndOfEachWatch) {
  site.publish("arabic", raid_ar);
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
    ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM deliveries WHERE state = 1") == 1; }));
    ASSERT_TRUE(daemon.stop());
  }
  CommandResult const told = run({"why", site.page_url("raid-ar"), "qaani-baghdad"});
  EXPECT_EQ(told.status, 0) << told.errors;
  EXPECT_THAT(told.output, AllOf(HasSubstr("told as alert alr_"), HasSubstr("delivered to desk")));
  CommandResult const not_held = run({"why", site.page_url("raid-ar"), "football"});
  EXPECT_THAT(not_held.output, AllOf(HasSubstr("football: it does not hold"), HasSubstr("✗ title:football")));
  CommandResult const explained = run({"explain", "football", site.page_url("raid-ar")});
  EXPECT_EQ(explained.output, not_held.output);
  json::value const as_json = json::parse(run({"why", site.page_url("raid-ar"), "--json"}).output);
  EXPECT_EQ(as_json.at("told").at(0).at("deliveries").at(0).at("state").as_string(), "delivered");
  CommandResult const unknown = run({"why", "https://nowhere.example/"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.errors, HasSubstr("no stored article"));
  CommandResult const misspelt = run({"why", site.page_url("raid-ar"), "footbal"});
  EXPECT_EQ(misspelt.status, 2);
  EXPECT_THAT(misspelt.errors, HasSubstr("did you mean \"football\"?"));
}

TEST_F(Joining, PlanShowsWhatAReloadWouldChangeAndReloads) {
  CommandResult const alone = run({"plan"});
  EXPECT_EQ(alone.status, 1);
  EXPECT_THAT(alone.errors, HasSubstr("no daemon answers"));
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("started")) << daemon.log();
  EXPECT_EQ(run({"plan"}).output, "nothing would change\n");
  config.write_watches({{"qaani-baghdad", "actor:qaani AND place:Iraq", ""}, {"rockets", "title:rockets", ""}});
  CommandResult const shown = run({"plan"});
  EXPECT_EQ(shown.status, 0) << shown.errors;
  EXPECT_EQ(shown.output, "+ watch rockets\n~ watch qaani-baghdad\n- watch football\n") << "nobody was asked to reload";
  json::value const done = json::parse(run({"plan", "--yes", "--json"}).output);
  EXPECT_TRUE(done.at("reloaded").as_bool());
  EXPECT_EQ(run({"plan"}).output, "nothing would change\n");
  config.write("rules.d/broken.yaml", "version: 1\nwatches:\n  - {id: x, when: 'actor:nobody'}\n");
  EXPECT_EQ(run({"plan", "--yes"}).status, 2);
}

TEST_F(Joining, WatchesCountsTheWorkOfEach) {
  site.publish("arabic", raid_ar);
  DaemonProcess daemon(config);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  json::value const all = json::parse(run({"watches", "--sort", "matched", "--json"}).output);
  EXPECT_EQ(all.at(0).at("id").as_string(), "qaani-baghdad");
  EXPECT_EQ(all.at(0).at("matched").as_int64(), 1);
  EXPECT_EQ(all.at(1).at("matched").as_int64(), 0);
  EXPECT_THAT(run({"watches", "--limit", "1"}).output, AllOf(HasSubstr("qaani-baghdad"), Not(HasSubstr("football"))));
}

TEST_F(Joining, OldArticlesAreSweptAndAreNoNewsWhileTheirFeedStillHasThem) {
  config.write_settings({{"desk", receiver.url(), ""}}, {.more = "retention: {articles: 1ms, alerts: 1ms}\n"});
  site.publish("arabic", {"plain", "A quiet day", "Nothing that any watch wants to know.", ""});
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(handled(1)) << daemon.log();
    ASSERT_TRUE(daemon.stop());
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM articles") == 0; })) << daemon.log();
  std::size_t const polls = site.polls("arabic").size();
  ASSERT_TRUE(wait_for([&] { return site.polls("arabic").size() > polls + 1; }));
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 0);
  EXPECT_THAT(run({"archive", "status"}).output, HasSubstr("1 items were swept away"));
}

}  // namespace
}  // namespace rasid::test
