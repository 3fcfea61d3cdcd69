#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include <fmt/format.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/push_publisher.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/server_process.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using Asked = PushPublisher::Asked;

constexpr std::string_view challenge = "the challenge & more";
std::string const quiet = "{interval: 1h, floor: 50ms, startup_spread: 0s, longest_pause: 1s, learn: false}";
std::string const busy = "{interval: 200ms, floor: 50ms, startup_spread: 0s, longest_pause: 1s, learn: false}";

/// The real daemon between a publisher, its hub and a webhook.
struct Push : testing::Test {
  ConfigFolder config;
  PushPublisher publisher;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};
  std::uint16_t port = free_port();
  std::string path = "push";

  void configure(std::string polling, bool push = true, std::string limits = "{connect: 2s, total: 5s}") {
    Tuning tuning;
    tuning.polling = std::move(polling);
    tuning.limits = std::move(limits);
    if (push) {
      tuning.push = fmt::format(
          "{{listen: \"127.0.0.1:{0}\", public_url: \"http://127.0.0.1:{0}/{1}\", poll_interval: 1h}}", port, path);
    }
    config.write_settings({{"desk", receiver.url(), ""}}, tuning);
    config.write_feeds({{"wire", publisher.feed_url(), "full_text: never"}});
    config.write_watches({{"qaani", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }
  [[nodiscard]] std::int64_t active() const {
    return stored.number("SELECT count(*) FROM push_subscriptions WHERE state = 1");
  }
};

TEST_F(Push, BringsAnAlertWithoutAPoll) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  EXPECT_EQ(asked->mode, "subscribe");
  EXPECT_EQ(asked->topic, publisher.feed_url() + "?topic");
  EXPECT_EQ(asked->lease_seconds, "864000");
  EXPECT_THAT(asked->callback, testing::StartsWith(fmt::format("http://127.0.0.1:{}/push/", port)));

  HttpAnswer const verified = PushPublisher::verify(*asked);
  EXPECT_EQ(verified.status, 200);
  EXPECT_EQ(verified.body, challenge);
  EXPECT_EQ(active(), 1);
  EXPECT_THAT(run_rasid({"feeds", "-c", config.path().string()}).output, testing::HasSubstr("well, pushed"));

  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", "قآني في بغداد")).status, 202);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(receiver.messages().front().watch(), "qaani");
  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", "قآني في بغداد")).status, 202);
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 2) << "the same again is nothing new";
  EXPECT_EQ(publisher.polls(), 1U);
}

TEST_F(Push, VerifiesNothingThatItDidNotAskFor) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  HttpAnswer const other = PushPublisher::verify(*asked, "subscribe", "https://other.example/");
  EXPECT_EQ(other.status, 404);
  EXPECT_THAT(other.body, Not(HasSubstr(challenge)));
  EXPECT_EQ(PushPublisher::verify(*asked, "unsubscribe", asked->topic).status, 404);
  Asked stranger = *asked;
  stranger.callback.back() = stranger.callback.back() == '0' ? '1' : '0';
  EXPECT_EQ(PushPublisher::verify(stranger).status, 404);
  EXPECT_EQ(PushPublisher::push(stranger, one_item("1", "قآني في بغداد")).status, 404);
  EXPECT_EQ(active(), 0);
}

TEST_F(Push, IgnoresWhatIsWronglySignedAndSaysSoToNobodyButTheOperator) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", "قآني في بغداد"), "another secret").status, 202);
  EXPECT_EQ(ask_http("POST", asked->callback, {}, one_item("2", "قآني في بغداد")).status, 202);
  EXPECT_TRUE(daemon.wait_for_log("wrong signature"));
  // What is rightly signed comes after, so that nothing of the above is still on its way.
  EXPECT_EQ(PushPublisher::push(*asked, one_item("3", "قآني في بغداد")).status, 202);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(stored.texts("SELECT guid FROM articles ORDER BY guid"), (std::vector<std::string>{"3", "nothing"}));
}

TEST_F(Push, RenewsALeaseBeforeItsEnd) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked, "12").status, 200);
  auto const again = publisher.wait_for_request(2);
  ASSERT_TRUE(again) << daemon.log();
  EXPECT_EQ(again->mode, "subscribe");
  EXPECT_EQ(again->callback, asked->callback);
  EXPECT_EQ(again->secret, asked->secret);
  EXPECT_EQ(active(), 1) << "before its end";
  EXPECT_EQ(PushPublisher::verify(*again, "3600").body, challenge);
}

TEST_F(Push, LetsAFeedBePolledRarelyAndAgainAsEverOnceTheHubDenies) {
  configure(busy);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  // The poll that was planned before is the last one for an hour.
  ASSERT_TRUE(wait_for([&] {
    return stored.number("SELECT next_poll > (SELECT lease_until FROM push_subscriptions) - 600000 FROM feeds") == 1;
  })) << daemon.log();
  std::size_t const polls = publisher.polls();
  EXPECT_EQ(PushPublisher::deny(*asked).status, 200);
  EXPECT_TRUE(daemon.wait_for_log("refuses to push")) << daemon.log();
  EXPECT_TRUE(wait_for([&] { return publisher.polls() >= polls + 3; })) << daemon.log();
  EXPECT_EQ(active(), 0);
}

TEST_F(Push, FallsBackToPollingWhereTheHubIsBroken) {
  publisher.answer_with(500);
  configure(busy);
  DaemonProcess daemon(config);
  ASSERT_TRUE(publisher.wait_for_request()) << daemon.log();
  EXPECT_TRUE(daemon.wait_for_log("HTTP 500")) << daemon.log();
  publisher.publish(one_item("1", "قآني في بغداد"));
  EXPECT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
}

TEST_F(Push, KeepsItsLeaseOverARestart) {
  configure(quiet);
  std::optional<Asked> asked;
  {
    DaemonProcess daemon(config);
    asked = publisher.wait_for_request();
    ASSERT_TRUE(asked) << daemon.log();
    ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
    daemon.kill();
  }
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("hubs are listened to")) << daemon.log();
  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", "قآني في بغداد")).status, 202);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
  EXPECT_EQ(publisher.asked().size(), 1U);
  EXPECT_EQ(publisher.polls(), 1U);
}

TEST_F(Push, RefusesABodyThatIsTooLarge) {
  configure(quiet, true, "{connect: 2s, total: 5s, body: 10KiB}");
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", std::string(20'000, 'x'))).status, 413);
  EXPECT_EQ(PushPublisher::push(*asked, one_item("2", "قآني في بغداد")).status, 202);
  EXPECT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
}

TEST_F(Push, UnsubscribesWhereTheFeedIsRemoved) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  config.write_feeds({});
  daemon.send(SIGHUP);
  auto const farewell = publisher.wait_for_request(2);
  ASSERT_TRUE(farewell) << daemon.log();
  EXPECT_EQ(farewell->mode, "unsubscribe");
  EXPECT_EQ(farewell->callback, asked->callback);
  EXPECT_EQ(PushPublisher::push(*asked, one_item("1", "قآني في بغداد")).status, 410);
  EXPECT_EQ(PushPublisher::verify(*farewell).body, challenge);
  EXPECT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM push_subscriptions") == 0; })) << daemon.log();
  EXPECT_EQ(PushPublisher::verify(*farewell).status, 404);
}

TEST_F(Push, SubscribesAnewWhereItsPublicAddressChanges) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  path = "elsewhere";
  configure(quiet);
  daemon.send(SIGHUP);
  ASSERT_TRUE(publisher.wait_for_request(3)) << daemon.log();
  auto const all = publisher.asked();
  std::size_t const renewed = all[1].mode == "subscribe" ? 1 : 2;
  EXPECT_THAT(all[renewed].callback, HasSubstr("/elsewhere/"));
  EXPECT_EQ(all[3 - renewed].mode, "unsubscribe");
  EXPECT_EQ(all[3 - renewed].callback, asked->callback);
  EXPECT_EQ(PushPublisher::verify(all[renewed]).body, challenge);
  EXPECT_EQ(PushPublisher::push(all[renewed], one_item("1", "قآني في بغداد")).status, 202);
  EXPECT_TRUE(receiver.wait_for_messages(1)) << daemon.log();
}

TEST_F(Push, UnsubscribesAndListensNoMoreWhereItIsSwitchedOff) {
  configure(quiet);
  DaemonProcess daemon(config);
  auto const asked = publisher.wait_for_request();
  ASSERT_TRUE(asked) << daemon.log();
  ASSERT_EQ(PushPublisher::verify(*asked).status, 200);
  configure(quiet, false);
  daemon.send(SIGHUP);
  auto const farewell = publisher.wait_for_request(2);
  ASSERT_TRUE(farewell) << daemon.log();
  EXPECT_EQ(farewell->mode, "unsubscribe");
  EXPECT_EQ(PushPublisher::verify(*farewell).body, challenge);
  EXPECT_TRUE(wait_for([&] { return !is_listening(port); })) << daemon.log();
}

TEST_F(Push, IsOffByDefault) {
  configure(busy, false);
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return publisher.polls() >= 3; })) << daemon.log();
  EXPECT_TRUE(publisher.asked().empty());
  EXPECT_FALSE(is_listening(port));
}

}  // namespace
}  // namespace rasid::test
