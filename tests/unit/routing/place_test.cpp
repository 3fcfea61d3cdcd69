#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/routing/world.h"

namespace rasid::routing {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Placing = RoutingWorld;

TEST_F(Placing, LetsEverythingGoAtOnceWhereNoPolicySaysOtherwise) {
  policies[{"other"}].rate = RateLimit{1, 1h, {}};
  tell("one");
  tell("two");
  EXPECT_THAT(ids(), ElementsAre("alr_one_1", "alr_two_1"));
  EXPECT_FALSE(work().told());
}

TEST_F(Placing, LeavesTheQuietAloneButLetsTheSevereThrough) {
  policies[{"desk"}].quiet = {{rules::parse_hours("11:00-13:00", "UTC").value(), Severity::high}};
  tell("low", Severity::medium);
  tell("severe", Severity::high);
  tell("worst", Severity::critical);
  EXPECT_THAT(ids(), ElementsAre("alr_severe_1", "alr_worst_1"));
}

TEST_F(Placing, SendsNoMoreThanTheLimitInAnySuchTime) {
  policies[{"desk"}].rate = RateLimit{2, 1h, Severity::critical};
  tell("one");
  now += 30min;
  tell("two");
  tell("three");
  tell("worst", Severity::critical);
  EXPECT_THAT(ids(), ElementsAre("alr_one_1", "alr_two_1", "alr_worst_1"));
  now += 29min;
  tell("four");
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_FALSE(work().told());
  now += 1min;
  EXPECT_EQ(work().digests, 1U) << "an hour after the first there is room for one: the overflow";
  EXPECT_THAT(ids(), SizeIs(1));
  tell("five");
  EXPECT_THAT(ids(), IsEmpty()) << "the second of half an hour ago and the digest";
}

TEST_F(Placing, CountsAfterARestartWhatWasSentBefore) {
  policies[{"desk"}].rate = RateLimit{1, 1h, {}};
  tell("one");
  open();
  tell("two");
  EXPECT_THAT(ids(), ElementsAre("alr_one_1"));
}

TEST_F(Placing, KeepsTheOrderOfWhatIsOverTheLimit) {
  policies[{"desk"}].rate = RateLimit{1, 1h, {}};
  tell("one");
  tell("two");
  now += 2h;  // nobody has looked at what is due yet
  tell("three");
  EXPECT_THAT(ids(), ElementsAre("alr_one_1")) << "not before the second";
  EXPECT_EQ(work().digests, 1U);
}

TEST_F(Placing, MakesDigestsAtTheirTimes) {
  policies[{"desk"}].digest = DigestTimes{.every = 1h};
  now += 10min;
  tell("one");
  EXPECT_EQ(digest_at(policies[{"desk"}], Severity::low, now), now + 50min);
  policies[{"desk"}].digest = DigestTimes{.at = {8h, 17h}, .time_zone = "Asia/Baghdad"};
  EXPECT_EQ(digest_at(policies[{"desk"}], Severity::low, now), parse_rfc3339("2026-03-02T14:00:00Z"));
  policies[{"desk"}].digest->let_through = Severity::high;
  EXPECT_FALSE(digest_at(policies[{"desk"}], Severity::high, now));
}

TEST_F(Placing, GroupsWhatComesCloseTogetherByWhatItHasInCommon) {
  policies[{"desk"}].group = Grouping{Grouping::By::watch, 30s};
  tell("one", Severity::medium, "qaani");
  now += 20s;
  tell("two", Severity::medium, "qaani");
  tell("other", Severity::medium, "baghdad");
  now += 10s;
  EXPECT_EQ(work().digests, 1U);
  EXPECT_THAT(ids(), SizeIs(1));
  now += 20s;
  EXPECT_EQ(work().released, 1U) << "alone: the alert itself";
  EXPECT_THAT(ids(), ElementsAre("alr_other_1"));
}

TEST_F(Placing, CountsRemindersFromWhenAnAlertReachesItsSink) {
  SinkPolicy policy;
  policy.reminders = Reminders{10min, 3};
  policy.escalations = {{15min, {{"boss"}}}, {1h, {{"all"}}}};
  auto const all = follow_ups({"desk"}, policy, now);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].due, now + 10min);
  EXPECT_EQ(all[1].due, now + 15min);
  EXPECT_EQ(all[2].step, 2U);
}

}  // namespace
}  // namespace rasid::routing
