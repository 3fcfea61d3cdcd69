// The commands about alerts, deliveries and sinks, beside the real daemon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

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

using testing::HasSubstr;

struct OutboxCommands : testing::Test {
  ConfigFolder config;
  NewsSite site;
  std::atomic<int> status{204};
  HttpServer receiver{[this](Seen const&) { return Reply{.status = status}; }};
  Stored stored{config.database()};

  void SetUp() override {
    config.write_settings({{"desk", receiver.url("/hook"), ""}});
    config.write_feeds({{"north", site.feed_url("north"), ""}});
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }
  void publish(std::string const& name) {
    site.publish("north", {name, "Report " + name, "Qaani came to Baghdad, says report " + name + ".", ""});
  }
  CommandResult rasid(std::vector<std::string> arguments) const { return run_rasid_with(config, std::move(arguments)); }
  boost::json::value json(std::vector<std::string> arguments) const {
    return json_of_rasid(config, std::move(arguments));
  }
  bool has(std::string const& state, int count) const {
    return wait_for([&] { return stored.number("SELECT count(*) FROM deliveries WHERE state = " + state) == count; });
  }
};

TEST_F(OutboxCommands, ShowWhatArrivedAndSendItOnceMore) {
  DaemonProcess daemon(config);
  publish("one");
  publish("two");
  ASSERT_TRUE(has("1", 2)) << daemon.log();
  auto const list = json({"deliveries", "list"});
  ASSERT_EQ(list.as_array().size(), 2U);
  EXPECT_EQ(list.at(0).at("state").as_string(), "delivered");
  EXPECT_EQ(list.at(0).at("sink").as_string(), "desk");
  EXPECT_EQ(list.at(0).at("attempts").as_int64(), 1);
  std::string const id = std::to_string(list.at(0).at("id").as_int64());

  auto const shown = json({"deliveries", "show", id});
  EXPECT_THAT(std::string(shown.at("payload").as_string()), HasSubstr("qaani-baghdad"));
  EXPECT_THAT(rasid({"deliveries", "show", id}).output, HasSubstr("delivered"));
  EXPECT_EQ(rasid({"deliveries", "show", "99999"}).status, 2);

  std::size_t const before = receiver.requests().size();
  EXPECT_EQ(json({"deliveries", "replay", "--since", "1h"}).at("changed").as_int64(), 2);
  ASSERT_TRUE(receiver.wait_for_requests(before + 2, std::chrono::seconds{5})) << "the daemon notices by itself";
  auto const seen = receiver.requests();
  EXPECT_EQ(seen[before].header("webhook-id"), seen[0].header("webhook-id"));
  EXPECT_EQ(seen[before].body, seen[0].body);
  ASSERT_TRUE(has("1", 2));
  EXPECT_EQ(stored.number("SELECT delivered FROM totals"), 2);
  EXPECT_EQ(json({"deliveries", "replay", "--before", "2001-01-01"}).at("changed").as_int64(), 0);
  EXPECT_EQ(rasid({"deliveries", "replay"}).status, 2) << "not everything by a slip";
  EXPECT_EQ(rasid({"deliveries", "list", "--since", "yesterdayish"}).status, 2);
}

TEST_F(OutboxCommands, GiveUpWhatWaitsAndTakeItUpAgain) {
  status = 503;
  Tuning tuning;
  tuning.retry = "{schedule: [0s, 1h], then_every: 1h}";
  config.write_settings({{"desk", receiver.url("/hook"), ""}}, tuning);
  DaemonProcess daemon(config);
  publish("one");
  ASSERT_TRUE(receiver.wait_for_requests(1)) << daemon.log();
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM deliveries WHERE attempts = 1") == 1; }));
  EXPECT_THAT(rasid({"deliveries", "list", "--state", "pending"}).output, HasSubstr("HTTP 503"));
  EXPECT_EQ(json({"deliveries", "drop", "--sink", "desk"}).at("changed").as_int64(), 1);
  EXPECT_EQ(json({"deliveries", "list", "--state", "dead"}).at(0).at("outcome").as_string().find("dropped"), 0U);
  status = 204;
  EXPECT_EQ(json({"deliveries", "retry", "--sink", "desk"}).at("changed").as_int64(), 1);
  EXPECT_TRUE(has("1", 1)) << daemon.log();
  auto const totals = stored.texts("SELECT pending || '/' || delivered || '/' || dead FROM totals");
  EXPECT_THAT(totals, testing::ElementsAre("0/1/0"));
}

TEST_F(OutboxCommands, ShowADisabledSinkAndEnableIt) {
  status = 410;
  DaemonProcess daemon(config);
  publish("one");
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM sinks WHERE disabled_since > 0") == 1; }));
  ASSERT_TRUE(daemon.wait_for_log("sink is disabled"));
  auto const sinks = json({"sinks"});
  EXPECT_EQ(sinks.at(0).at("state").as_string(), "disabled");
  EXPECT_EQ(sinks.at(0).at("pending").as_int64(), 1);
  EXPECT_THAT(rasid({"sinks"}).output, HasSubstr("rasid sinks enable desk"));
  status = 204;
  EXPECT_EQ(rasid({"sinks", "enable", "nobody"}).status, 2);
  EXPECT_EQ(rasid({"sinks", "enable", "desk"}).status, 0);
  ASSERT_TRUE(has("1", 1)) << daemon.log();
  EXPECT_EQ(json({"sinks", "list"}).at(0).at("state").as_string(), "good");

  EXPECT_EQ(rasid({"sinks", "disable", "desk", "--because", "it moves house"}).status, 0);
  publish("two");
  ASSERT_TRUE(has("0", 1));
  EXPECT_THAT(rasid({"sinks"}).output, HasSubstr("it moves house"));
  daemon.send(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("configuration reloaded"));
  EXPECT_FALSE(receiver.wait_for_requests(3, std::chrono::milliseconds{500}));
}

TEST_F(OutboxCommands, SendATestPastTheOutbox) {
  CommandResult const good = rasid({"sinks", "test", "desk"});
  EXPECT_EQ(good.status, 0) << good.errors;
  ASSERT_EQ(receiver.requests().size(), 1U);
  auto const body = boost::json::parse(receiver.requests()[0].body);
  EXPECT_EQ(body.at("type").as_string(), "alert.test");
  EXPECT_EQ(complaint_about(receiver.requests()[0].body), "");
  EXPECT_FALSE(receiver.requests()[0].header("webhook-signature").empty());
  status = 401;
  CommandResult const bad = rasid({"sinks", "test", "desk"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_THAT(bad.errors, HasSubstr("HTTP 401"));
  EXPECT_EQ(rasid({"sinks", "test", "nobody"}).status, 2);
}

TEST_F(OutboxCommands, ListShowFollowAndAcknowledgeAlerts) {
  DaemonProcess daemon(config);
  publish("one");
  ASSERT_TRUE(has("1", 1)) << daemon.log();
  auto const list = json({"alerts", "list"});
  ASSERT_EQ(list.as_array().size(), 1U);
  std::string const id(list.at(0).at("id").as_string());
  EXPECT_TRUE(list.at(0).at("acknowledged").is_null());
  EXPECT_THAT(rasid({"alerts", "show", id.substr(0, 12)}).output, HasSubstr("Report one"));
  EXPECT_EQ(rasid({"alerts", "show", "alr_none"}).status, 2);
  EXPECT_THAT(rasid({"alerts", "tail", "--once"}).output, HasSubstr(id));

  EXPECT_EQ(rasid({"alerts", "ack", id, "--by", "mona", "--note", "seen on the desk"}).status, 0);
  EXPECT_EQ(json({"alerts", "list"}).at(0).at("acknowledged_by").as_string(), "mona");
  EXPECT_THAT(rasid({"alerts", "show", id}).output, HasSubstr("seen on the desk"));
  EXPECT_TRUE(json({"alerts", "list", "--unacknowledged"}).as_array().empty());
}

TEST_F(OutboxCommands, SayWhatIsWrongWhereThereIsNoDatabase) {
  for (auto const* command : {"deliveries", "alerts"}) {
    CommandResult const result = rasid({command, "list"});
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.errors, HasSubstr("there is no database"));
  }
  CommandResult const foreign = run_rasid({"alerts", "list", "--store", config.write("no.db", "not one").string()});
  EXPECT_NE(foreign.status, 0);
  EXPECT_FALSE(foreign.errors.empty());
}

}  // namespace
}  // namespace rasid::test
