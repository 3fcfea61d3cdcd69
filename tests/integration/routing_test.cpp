// Silences, routes, quiet hours, digests and escalation on the real daemon.
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

struct RoutingOfAlerts : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver desk{ConfigFolder::secret()};
  WebhookReceiver boss{ConfigFolder::secret()};
  Stored stored{config.database()};

  /// The sink `desk` with further keys, the sink `boss`, and more of rasid.yaml.
  void configure(std::string const& of_desk, std::string const& more = "") {
    config.write_settings({{"desk", desk.url(), of_desk}, {"boss", boss.url(), ""}});
    config.write("rasid.yaml", content_of(config.path() / "rasid.yaml") + more);
    config.write_feeds({{"north", site.feed_url("north"), ""}});
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", "severity: high"}});
  }
  void publish(std::string const& name) {
    site.publish("north", {name, "Report " + name, "Qaani came to Baghdad, says report " + name + ".", ""});
  }
  CommandResult rasid(std::vector<std::string> arguments) const { return run_rasid_with(config, std::move(arguments)); }
  boost::json::value json(std::vector<std::string> arguments) const {
    return json_of_rasid(config, std::move(arguments));
  }
  bool handled(int count) const {
    return wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == count; });
  }
};

TEST_F(RoutingOfAlerts, MutesWhatASilenceFitsFromTheMomentItIsAddedUntilItIsExpired) {
  configure("");
  DaemonProcess daemon(config);
  publish("one");
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();

  auto const added = json({"silence", "add", "--watch", "qaani-baghdad", "--place", "Baghdad", "--for", "2h", "--by",
                           "layla", "--comment", "known since noon"});
  std::string const id(added.at("id").as_string());
  EXPECT_EQ(added.at("match").as_string(), R"(watch:"qaani-baghdad" AND place:"Baghdad")");
  publish("two");
  ASSERT_TRUE(handled(2)) << daemon.log();
  auto const muted = json({"alerts", "list", "--silenced"});
  ASSERT_EQ(muted.as_array().size(), 1U);
  EXPECT_EQ(muted.at(0).at("silence").as_string(), id);
  EXPECT_THAT(std::string(muted.at(0).at("payload").at("data").at("article").at("title").as_string()),
              HasSubstr("Report two"));
  EXPECT_THAT(stored.texts("SELECT reason FROM suppressions"), testing::Contains("silenced:" + id));
  EXPECT_THAT(rasid({"silence", "list"}).output, HasSubstr("by layla: known since noon"));

  EXPECT_EQ(rasid({"silence", "expire", id}).status, 0);
  EXPECT_EQ(rasid({"silence", "expire", id}).status, 2) << "it has ended";
  EXPECT_TRUE(json({"silence", "list"}).as_array().empty());
  EXPECT_EQ(json({"silence", "list", "--all"}).at(0).at("state").as_string(), "expired");
  publish("three");
  ASSERT_TRUE(desk.wait_for_messages(2)) << daemon.log();
  EXPECT_THAT(desk.messages().back().body, HasSubstr("Report three"));
}

TEST_F(RoutingOfAlerts, KeepsASilenceOverAKill) {
  configure("");
  {
    DaemonProcess daemon(config);
    ASSERT_TRUE(daemon.wait_for_log("started"));
    ASSERT_EQ(rasid({"silence", "add", "--match", "severity:>=high Qaani", "--for", "2h"}).status, 0);
    daemon.kill();
  }
  publish("one");
  DaemonProcess daemon(config);
  ASSERT_TRUE(handled(1)) << daemon.log();
  EXPECT_EQ(json({"alerts", "list", "--silenced"}).as_array().size(), 1U);
  EXPECT_EQ(desk.count(), 0U);
}

TEST_F(RoutingOfAlerts, RefusesASilenceThatMeansNothing) {
  configure("");
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("started"));
  CommandResult const unknown = rasid({"silence", "add", "--watch", "qaani-bagdad", "--for", "2h"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("did you mean \"qaani-baghdad\""));
  EXPECT_EQ(rasid({"silence", "add", "--for", "2h"}).status, 2) << "what?";
  EXPECT_EQ(rasid({"silence", "add", "--watch", "qaani-baghdad"}).status, 2) << "how long?";
  EXPECT_EQ(rasid({"silence", "add", "--watch", "qaani-baghdad", "--until", "2001-01-01"}).status, 2);
  EXPECT_EQ(rasid({"silence", "expire", "sil_000000000000"}).status, 2);
}

TEST_F(RoutingOfAlerts, TellsADigestOfWhatWasHeldAlsoAfterAKill) {
  configure("digest: {every: 4s}");
  {
    DaemonProcess daemon(config);
    publish("one");
    publish("two");
    ASSERT_TRUE(wait_for([&] {
      return stored.number(
                 "SELECT (SELECT count(*) FROM held) + (SELECT count(*) FROM alerts WHERE watch = "
                 "'rasid-digest')") > 0;
    })) << daemon.log();
    daemon.kill();
  }
  DaemonProcess daemon(config);
  auto const told = [&] {
    std::string all;
    for (Message const& message : desk.messages()) all += message.body;
    return all.find("Report one") != std::string::npos && all.find("Report two") != std::string::npos;
  };
  ASSERT_TRUE(wait_for(told)) << daemon.log();
  for (Message const& message : desk.messages()) {
    EXPECT_TRUE(message.genuine);
    EXPECT_EQ(complaint_about(message.body), "");
  }
  EXPECT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM held") == 0; }));
}

TEST_F(RoutingOfAlerts, HoldsDuringQuietHoursWhatIsNotSevereEnough) {
  configure("quiet_hours: [{hours: '00:00-24:00', let_through: critical}]");
  DaemonProcess daemon(config);
  publish("one");
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM held WHERE batch = 'quiet'") == 1; }))
      << daemon.log();
  EXPECT_EQ(json({"alerts", "list", "--held"}).at(0).at("sink").as_string(), "desk");
  EXPECT_EQ(desk.count(), 0U);

  // The quiet is over by a reload: what waits goes out when its time comes, and what is new at once.
  configure("");
  daemon.send(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("configuration reloaded"));
  publish("two");
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("Report two"));
}

TEST_F(RoutingOfAlerts, EscalatesWhatNobodyAcknowledgesAndNothingElse) {
  configure("escalate: {after: 3s, sinks: [boss]}");
  DaemonProcess daemon(config);
  publish("seen");
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  std::string const seen(desk.messages()[0].json().at("data").at("alert").at("id").as_string());
  ASSERT_EQ(rasid({"alerts", "ack", seen, "--by", "layla"}).status, 0);
  publish("unseen");
  ASSERT_TRUE(boss.wait_for_messages(1)) << daemon.log();
  Message const message = boss.messages()[0];
  EXPECT_EQ(complaint_about(message.body), "");
  EXPECT_THAT(message.body, HasSubstr("Report unseen"));
  EXPECT_EQ(message.json().at("type").as_string(), "alert.escalated");
  EXPECT_EQ(message.json().at("data").at("follow_up").at("sink").as_string(), "desk");
  EXPECT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM follow_ups") == 0; }));
  EXPECT_EQ(boss.count(), 1U);
}

TEST_F(RoutingOfAlerts, SendsAlertsWhereTheirRouteSays) {
  configure("", R"(
routes:
  - match: severity:>=high AND "report two"
    sinks: [boss]
)");
  DaemonProcess daemon(config);
  publish("one");
  publish("two");
  ASSERT_TRUE(desk.wait_for_messages(1)) << daemon.log();
  ASSERT_TRUE(boss.wait_for_messages(1)) << daemon.log();
  EXPECT_THAT(desk.messages()[0].body, HasSubstr("Report one"));
  EXPECT_THAT(boss.messages()[0].body, HasSubstr("Report two"));
  EXPECT_EQ(desk.count() + boss.count(), 2U);
}

}  // namespace
}  // namespace rasid::test
