#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "daemon/alerts/read_payload.h"
#include "daemon/routing/digest_message.h"
#include "daemon/store/desk.h"
#include "tests/unit/routing/world.h"

namespace rasid::routing {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Due = RoutingWorld;

boost::json::value data_of(store::Delivery const& delivery) {
  return boost::json::parse(delivery.body).at("data");
}

TEST_F(Due, TellsWhatWasHeldDuringQuietHoursAsOneMessageAtTheirEnd) {
  policies[{"desk"}].quiet = {{rules::parse_hours("11:00-13:00", "UTC").value(), Severity::critical}};
  tell("one", Severity::low);
  now += 30min;
  tell("two", Severity::high);
  EXPECT_FALSE(work().told());
  open();
  EXPECT_EQ(work().next_due, now + 30min) << "it knows after a restart";
  now += 30min;
  EXPECT_EQ(work().digests, 1U);
  auto const messages = arrived();
  ASSERT_THAT(messages, SizeIs(1));
  auto const data = data_of(messages[0]);
  EXPECT_EQ(data.at("digest").at("reason").as_string(), "quiet_hours");
  EXPECT_EQ(data.at("digest").at("count").as_int64(), 2);
  EXPECT_EQ(data.at("digest").at("alerts").at(1).at("message").as_string(), "alr_two_1");
  EXPECT_EQ(data.at("alert").at("severity").as_string(), "high") << "the highest of them";
  EXPECT_FALSE(work().told()) << "once";
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_EQ(store->totals()->alerts, 3);
  EXPECT_EQ(store->totals()->pending, 0);
  EXPECT_EQ(store->totals()->delivered, 1);
}

TEST_F(Due, KeepsWhatIsHeldWhereTheSettingsNameTheSinkNoMore) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  tell("one");
  tell("two");
  policies.clear();
  now += 1h;
  EXPECT_EQ(work().digests, 1U);
}

TEST_F(Due, WaitsOnWhereQuietHoursHaveBegunMeanwhile) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  policies[{"desk"}].quiet = {{rules::parse_hours("12:30-14:00", "UTC").value(), Severity::critical}};
  now += 10min;
  tell("one");
  tell("two");
  now += 50min;
  EXPECT_FALSE(work().told());
  now += 1h;
  EXPECT_EQ(work().digests, 1U);
}

TEST_F(Due, ShowsOnlyTheLatestRevisionOfEachAlert) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  tell("one");
  tell("one", Severity::medium, "qaani", 2);
  now += 1h;
  EXPECT_EQ(work().released, 1U);
  EXPECT_THAT(ids(), ElementsAre("alr_one_2"));
}

TEST_F(Due, LosesNothingAndRepeatsNothingWhenItDiesBeforeTheCommit) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  tell("one");
  tell("two");
  now += 1h;
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(carry_out_due(store->routing(), policies, now));
  store->rollback();
  open();
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_EQ(work().digests, 1U);
  EXPECT_THAT(ids(), SizeIs(1));
}

TEST_F(Due, MakesSeveralDigestsOfVeryMany) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  for (std::size_t i = 0; i < most_in_digest + 2; ++i) tell("n" + std::to_string(i));
  now += 1h;
  EXPECT_EQ(work().digests, 2U);
  std::int64_t told = 0;
  for (auto const& message : arrived()) told += data_of(message).at("digest").at("count").as_int64();
  EXPECT_EQ(told, static_cast<std::int64_t>(most_in_digest) + 2);
}

TEST_F(Due, MakesADigestThatEverySinkCanRead) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  tell("one");
  tell("two", Severity::high);
  now += 1h;
  work();
  auto const view = alerts::read_payload(arrived().at(0).body);
  ASSERT_TRUE(view) << view.error().message();
  EXPECT_THAT(view->title, HasSubstr("2 alerts"));
  EXPECT_THAT(view->sentence, HasSubstr("[high] Qaani: \u2068Report two\u2069"));
}

TEST_F(Due, RemindsOfAnAlertUntilItIsAcknowledgedAndNotForEver) {
  policies[{"desk"}].reminders = Reminders{10min, 2};
  tell("one");
  EXPECT_THAT(ids(), ElementsAre("alr_one_1"));
  now += 10min;
  open();
  EXPECT_EQ(work().reminders, 1U);
  auto const reminder = arrived();
  ASSERT_THAT(reminder, SizeIs(1));
  EXPECT_EQ(reminder[0].message_id(), "alr_one_2") << "a message of its own, the same alert";
  EXPECT_EQ(data_of(reminder[0]).at("follow_up").at("kind").as_string(), "reminder");
  now += 10min;
  EXPECT_EQ(work().reminders, 1U);
  now += 10h;
  EXPECT_EQ(work().reminders, 0U);
}

TEST_F(Due, EscalatesWhatNobodyAcknowledged) {
  policies[{"desk"}].escalations = {{15min, {{"boss"}, {"phone"}}}, {1h, {{"all"}}}};
  tell("seen");
  tell("unseen");
  now += 5min;
  auto desk = store::Desk::open(folder / "rasid.db").value();
  ASSERT_TRUE(desk.acknowledge({"alr_seen"}, "layla", "", now).value());
  now += 10min;
  EXPECT_EQ(work().escalations, 1U);
  auto const messages = arrived("boss");
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].message_id(), "alr_unseen_2");
  EXPECT_EQ(boost::json::parse(messages[0].body).at("type").as_string(), "alert.escalated");
  EXPECT_THAT(ids("phone"), ElementsAre("alr_unseen_2"));
  ASSERT_TRUE(desk.acknowledge({"alr_unseen"}, "layla", "", now).value());
  now += 1h;
  EXPECT_EQ(work().escalations, 0U);
  EXPECT_FALSE(work().next_due);
}

TEST_F(Due, MakesARevisionEachOfAReminderAndAnEscalationAtOnce) {
  policies[{"desk"}].reminders = Reminders{10min, 1};
  policies[{"desk"}].escalations = {{10min, {{"boss"}}}};
  tell("one");
  now += 10min;
  work();
  EXPECT_THAT(ids("desk"), ElementsAre("alr_one_1", "alr_one_2"));
  EXPECT_THAT(ids("boss"), ElementsAre("alr_one_3"));
}

}  // namespace
}  // namespace rasid::routing
