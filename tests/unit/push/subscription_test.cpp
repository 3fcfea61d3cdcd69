#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/push/form.h"
#include "daemon/push/subscription.h"

namespace rasid::push {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using State = Subscription::State;

/// A subscription in a time of its own.
class ASubscription : public testing::Test {
 protected:
  Answer says(Verification::Mode mode, std::optional<Duration> lease = {}, std::string topic = "https://a.example/f") {
    return answer(is, {mode, std::move(topic), "challenge", lease, ""}, timing, now);
  }
  void ask() { asking(is, timing, now); }
  void verified_for(Duration lease) {
    ask();
    ASSERT_EQ(says(Verification::Mode::subscribe, lease), Answer::echo);
  }

  Timestamp now{std::chrono::days{20'000}};
  Timing timing;
  Offer offer{"https://hub.example/", "https://a.example/f"};
  Subscription is = subscribe({"a"}, "https://a.example/rss", offer, "https://me.example/push", now);
};

TEST_F(ASubscription, HasAPathAndASecretThatNobodyGuesses) {
  Subscription const other = subscribe({"a"}, "https://a.example/rss", offer, "https://me.example/push", now);
  EXPECT_EQ(is.token.size(), 32U);
  EXPECT_EQ(is.secret.size(), 64U);
  EXPECT_NE(is.token, other.token);
  EXPECT_NE(is.secret, other.secret);
  EXPECT_EQ(is.callback, "https://me.example/push/" + is.token);
}

TEST_F(ASubscription, AsksForWhatTheSpecificationNames) {
  Form const form = parse_form(request_body(is, timing));
  EXPECT_EQ(field(form, "hub.mode"), "subscribe");
  EXPECT_EQ(field(form, "hub.topic"), "https://a.example/f");
  EXPECT_EQ(field(form, "hub.callback"), is.callback);
  EXPECT_EQ(field(form, "hub.lease_seconds"), "864000");
  EXPECT_EQ(field(form, "hub.secret"), is.secret);
}

TEST_F(ASubscription, IsActiveForTheHubsLeaseOnceItIsVerified) {
  ask();
  EXPECT_FALSE(is_active(is, now));
  ASSERT_EQ(says(Verification::Mode::subscribe, 1h), Answer::echo);
  EXPECT_TRUE(is_active(is, now));
  EXPECT_TRUE(is_active(is, now + 59min));
  EXPECT_FALSE(is_active(is, now + 1h));
}

TEST_F(ASubscription, TakesTheLeaseItAskedForWhereTheHubNamesNone) {
  ask();
  says(Verification::Mode::subscribe);
  EXPECT_EQ(is.lease_until, now + timing.lease);
}

TEST_F(ASubscription, IsRenewedBeforeItsLeaseEnds) {
  verified_for(1h);
  EXPECT_EQ(due(is), now + 45min);
  now += 45min;
  ask();
  EXPECT_TRUE(is_active(is, now)) << "it goes on while the hub is asked";
  ASSERT_EQ(says(Verification::Mode::subscribe, 1h), Answer::echo);
  EXPECT_EQ(is.lease_until, now + 1h);
}

TEST_F(ASubscription, LapsesWhereNoRenewalCameInTime) {
  verified_for(1h);
  now += 45min;
  ask();
  failed(is, "HTTP 500", {}, timing, now);
  EXPECT_FALSE(lapse(is, now));
  now += 15min;
  EXPECT_TRUE(lapse(is, now));
  EXPECT_EQ(is.state, State::pending);
  EXPECT_FALSE(lapse(is, now)) << "once";
}

TEST_F(ASubscription, IsNotRenewedMoreOftenThanTheFloorHoweverShortTheLease) {
  verified_for(2s);
  EXPECT_EQ(is.next_attempt, now + 1min);
  EXPECT_EQ(due(is), now + 2s) << "its end is noticed";
  timing.scale = 0.001;
  verified_for(2s);
  EXPECT_EQ(is.next_attempt, now + 1500ms);
}

TEST_F(ASubscription, IsNotVerifiedBeforeItIsAskedForNorForAnotherTopic) {
  EXPECT_EQ(says(Verification::Mode::subscribe), Answer::unknown);
  ask();
  EXPECT_EQ(says(Verification::Mode::subscribe, 1h, "https://a.example/F"), Answer::unknown);
  EXPECT_EQ(says(Verification::Mode::unsubscribe), Answer::unknown);
  EXPECT_EQ(says(Verification::Mode::denied, {}, "https://b.example/"), Answer::unknown);
  EXPECT_EQ(is.state, State::pending);
}

TEST_F(ASubscription, IsAskedForAgainAfterGrowingPausesWhileNoVerificationComes) {
  ask();
  EXPECT_EQ(is.next_attempt, now + 10min);
  ask();
  EXPECT_EQ(is.next_attempt, now + 20min);
  for (int i = 0; i < 50; ++i) ask();
  EXPECT_EQ(is.next_attempt, now + 24h);
}

TEST_F(ASubscription, ThatFailsIsAskedForAgainAfterGrowingPausesOrWhenTheHubSaysSo) {
  ask();
  failed(is, "HTTP 500", {}, timing, now);
  EXPECT_EQ(is.next_attempt, now + 1min);
  EXPECT_EQ(is.last_error, "HTTP 500");
  ask();
  failed(is, "HTTP 500", {}, timing, now);
  EXPECT_EQ(is.next_attempt, now + 2min);
  ask();
  failed(is, "HTTP 503", 1h, timing, now);
  EXPECT_EQ(is.next_attempt, now + 1h);
  ask();
  failed(is, "HTTP 503", std::chrono::days{30}, timing, now);
  EXPECT_EQ(is.next_attempt, now + 24h);
}

TEST_F(ASubscription, StaysVerifiedWhereTheAnswerToItsRequestCameLateAndBad) {
  verified_for(1h);
  failed(is, "timed out", {}, timing, now);
  EXPECT_TRUE(is_active(is, now));
  EXPECT_EQ(due(is), now + 45min);
}

TEST_F(ASubscription, ThatIsDeniedIsAskedForAgainADayLater) {
  verified_for(1h);
  ASSERT_EQ(says(Verification::Mode::denied), Answer::noted);
  EXPECT_EQ(is.state, State::refused);
  EXPECT_FALSE(is_active(is, now));
  EXPECT_EQ(due(is), now + 24h);
  EXPECT_EQ(says(Verification::Mode::subscribe), Answer::unknown) << "nobody asked since";
  now += 24h;
  ask();
  EXPECT_EQ(says(Verification::Mode::subscribe, 1h), Answer::echo);
}

TEST_F(ASubscription, EndsWhenTheHubHasVerifiedThat) {
  verified_for(1h);
  end(is, now);
  EXPECT_EQ(due(is), now);
  EXPECT_EQ(says(Verification::Mode::unsubscribe), Answer::unknown) << "not asked for yet";
  ask();
  EXPECT_THAT(request_body(is, timing), AllOf(StartsWith("hub.mode=unsubscribe"), Not(HasSubstr("secret"))));
  EXPECT_EQ(says(Verification::Mode::subscribe), Answer::unknown);
  EXPECT_FALSE(over(is, now));
  EXPECT_EQ(says(Verification::Mode::unsubscribe), Answer::echo);
  EXPECT_TRUE(over(is, now));
}

TEST_F(ASubscription, EndsWithoutAHubThatNeverHeardOfIt) {
  end(is, now);
  EXPECT_TRUE(over(is, now));
}

TEST_F(ASubscription, IsForgottenWhereTheHubDoesNotAnswerItsFarewells) {
  verified_for(1h);
  end(is, now);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(over(is, now));
    ask();
    failed(is, "connection refused", {}, timing, now);
    now = is.next_attempt;
  }
  EXPECT_TRUE(over(is, now));
}

TEST_F(ASubscription, ServesOneOfferAtOneAddress) {
  EXPECT_TRUE(serves(is, offer, "https://me.example/push"));
  EXPECT_FALSE(serves(is, offer, "https://other.example/push"));
  EXPECT_FALSE(serves(is, {"https://hub2.example/", offer.topic}, "https://me.example/push"));
  EXPECT_FALSE(serves(is, {offer.hub, "https://a.example/g"}, "https://me.example/push"));
}

}  // namespace
}  // namespace rasid::push
