#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Outbox : public StoreTest {
 protected:
  void record(std::int64_t delivery, DeliveryState state, Timestamp next = {}, std::string outcome = {}) {
    Attempt attempt;
    attempt.delivery = delivery;
    attempt.state = state;
    attempt.next = next;
    attempt.outcome = std::move(outcome);
    ASSERT_TRUE(store->record_attempts({attempt}));
  }
};

TEST_F(Outbox, GivesWhatIsDueFirstComeFirstServed) {
  tell("late", {{"desk"}}, at(3'000));
  tell("second", {{"mail"}, {"chat"}}, at(2'000));
  tell("first", {{"mail"}}, at(1'000));
  EXPECT_THAT(claim(at(999)), IsEmpty());
  EXPECT_THAT(claim(at(2'999), 2), ElementsAre("first>mail", "second>mail"));
  EXPECT_THAT(claim(at(2'999)), ElementsAre("second>chat"));
  EXPECT_THAT(claim(at(3'000)), ElementsAre("late>desk"));
}

TEST_F(Outbox, CarriesTheSameBytesAtEveryAttempt) {
  tell("alr_1");
  claim(at(2'000));
  Delivery const first = claimed.at(0);
  record(first.id, DeliveryState::pending, at(5'000), "HTTP 503");
  reopen();
  claim(at(5'000));
  Delivery const second = claimed.at(0);
  EXPECT_EQ(second.body, "{\"alert\":\"alr_1\"}");
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.message_id(), "alr_1_1");
  EXPECT_EQ(second.attempts, first.attempts + 1);
  EXPECT_EQ(second.created, at(2'000));
}

TEST_F(Outbox, PassesOverBusySinks) {
  tell("alr_1", {{"desk"}, {"mail"}});
  EXPECT_THAT(claim(at(2'000), 10, {{"desk"}}), ElementsAre("alr_1>mail"));
  EXPECT_THAT(claim(at(2'000)), ElementsAre("alr_1>desk"));
}

TEST_F(Outbox, LeasesUntilTheLeaseRunsOut) {
  tell("alr_1");
  EXPECT_THAT(claim(at(2'000)), ElementsAre("alr_1>desk"));
  EXPECT_THAT(claim(at(2'000) + lease - Duration{1}), IsEmpty());
  EXPECT_THAT(claim(at(2'000) + lease), ElementsAre("alr_1>desk"));
}

TEST_F(Outbox, RedeliversAfterARestartButNeverAfterAnAck) {
  tell("acked");
  tell("interrupted");
  claim(at(2'000));
  record(claimed.at(0).id, DeliveryState::delivered);
  reopen();
  EXPECT_THAT(claim(at(2'000)), IsEmpty());  // the lease of a holder that is gone
  ASSERT_TRUE(store->release_leases());
  EXPECT_THAT(claim(at(2'000)), ElementsAre("interrupted>desk"));
}

TEST_F(Outbox, KeepsADeliveryPendingUntilItIsSettled) {
  tell("alr_1");
  claim(at(2'000));
  record(claimed.at(0).id, DeliveryState::pending, at(7'000), "HTTP 503");
  EXPECT_THAT(claim(at(6'999)), IsEmpty());
  EXPECT_THAT(claim(at(7'000)), ElementsAre("alr_1>desk"));
  record(claimed.at(0).id, DeliveryState::dead, {}, "HTTP 410");
  EXPECT_THAT(claim(at(99'000'000)), IsEmpty());
  EXPECT_EQ(store->totals()->dead, 1);
  EXPECT_EQ(store->totals()->pending, 0);
}

TEST_F(Outbox, LetsTheFirstToSettleADeliveryHaveTheLastWord) {
  tell("alr_1");
  claim(at(2'000));
  record(claimed.at(0).id, DeliveryState::delivered);
  record(claimed.at(0).id, DeliveryState::pending, at(3'000), "timeout");  // a slow attempt whose lease ran out
  record(12'345, DeliveryState::dead);                                     // no such delivery
  EXPECT_THAT(claim(at(99'000'000)), IsEmpty());
  Totals const t = *store->totals();
  EXPECT_EQ(std::tie(t.pending, t.delivered, t.dead), std::make_tuple(0, 1, 0));
}

TEST_F(Outbox, KnowsWhenTheNextDeliveryIsDue) {
  EXPECT_EQ(*store->next_delivery_due(), std::nullopt);
  tell("late", {{"desk"}}, at(3'000));
  tell("early", {{"mail"}}, at(1'000));
  EXPECT_EQ(*store->next_delivery_due(), at(1'000));
  claim(at(1'000));
  EXPECT_EQ(*store->next_delivery_due(), at(3'000));
  record(claimed.at(0).id, DeliveryState::delivered);
  claim(at(3'000));
  EXPECT_EQ(*store->next_delivery_due(), at(3'000) + lease);  // one that is leased comes back then
  record(claimed.at(0).id, DeliveryState::delivered);
  EXPECT_EQ(*store->next_delivery_due(), std::nullopt);
}

TEST_F(Outbox, ServesOthersWhileOneSinkHasThousandsWaiting) {
  ASSERT_TRUE(store->begin());
  for (int i = 0; i < 3'000; ++i) tell("a" + std::to_string(i), {{"down"}}, at(1'000));
  tell("news", {{"desk"}}, at(1'500));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(claim(at(2'000), 5, {{"down"}}), ElementsAre("news>desk"));
}

}  // namespace
}  // namespace rasid::store
