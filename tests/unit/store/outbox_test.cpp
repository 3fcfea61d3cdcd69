#include <SQLiteCpp/Database.h>
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
  std::vector<Delivery> claimed_before;
};

TEST_F(Outbox, GivesWhatIsDueFirstComeFirstServed) {
  tell("late", {{"desk"}}, at(3'000));
  tell("second", {{"desk"}, {"chat"}}, at(2'000));
  tell("first", {{"desk"}}, at(1'000));
  EXPECT_THAT(claim(at(999)), IsEmpty());
  EXPECT_THAT(claim(at(2'999), 1), ElementsAre("first>desk"));
  EXPECT_THAT(claim(at(2'999), {{{"chat"}, 9}, {{"desk"}, 9}}), ElementsAre("second>chat", "second>desk"));
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

TEST_F(Outbox, GivesNothingToSinksThatWereNotAskedFor) {
  tell("alr_1", {{"desk"}, {"mail"}});
  EXPECT_THAT(claim(at(2'000), {{{"mail"}, 9}}), ElementsAre("alr_1>mail"));
  EXPECT_THAT(claim(at(2'000), std::vector<Wanted>{}), IsEmpty());
  EXPECT_THAT(claim(at(2'000)), ElementsAre("alr_1>desk"));
}

TEST_F(Outbox, HoldsAStorysNextMessageBackUntilTheFirstAttemptOfTheOneBefore) {
  tell("first", {{"desk"}}, at(2'000), "one story");
  tell("second", {{"desk"}}, at(1'000), "one story");  // decided by a clock that was put back
  tell("other", {{"desk"}}, at(2'000), "another");
  EXPECT_THAT(claim(at(2'000)), ElementsAre("first>desk", "other>desk"));
  claimed_before = claimed;
  EXPECT_THAT(claim(at(2'000)), IsEmpty());
  record(claimed_before.at(0).id, DeliveryState::pending, at(60'000), "HTTP 503");  // a stuck head is passed
  EXPECT_THAT(claim(at(2'000)), ElementsAre("second>desk"));
}

TEST_F(Outbox, HoldsItBackUntilTheOneBeforeIsSettledWhereOrderIsStrict) {
  tell("first", {{"desk"}}, at(1'000), "one story");
  tell("second", {{"desk"}}, at(2'000), "one story");
  std::vector<Wanted> const strictly = {{{"desk"}, 9, true}};
  EXPECT_THAT(claim(at(2'000), strictly), ElementsAre("first>desk"));
  record(claimed.at(0).id, DeliveryState::pending, at(60'000), "HTTP 503");
  EXPECT_THAT(claim(at(2'000), strictly), IsEmpty());
  EXPECT_THAT(claim(at(60'000), strictly), ElementsAre("first>desk"));
  record(claimed.at(0).id, DeliveryState::dead, {}, "given up");
  EXPECT_THAT(claim(at(60'000), strictly), ElementsAre("second>desk"));
}

TEST_F(Outbox, KeepsTheOrderOfASinkApartFromThatOfOthers) {
  tell("first", {{"desk"}, {"mail"}}, at(1'000), "one story");
  tell("second", {{"desk"}, {"mail"}}, at(2'000), "one story");
  EXPECT_THAT(claim(at(2'000), {{{"mail"}, 9}}), ElementsAre("first>mail"));
  record(claimed.at(0).id, DeliveryState::delivered);
  EXPECT_THAT(claim(at(2'000), {{{"desk"}, 9}, {{"mail"}, 9}}), ElementsAre("first>desk", "second>mail"));
}

TEST_F(Outbox, TakesBackWhatWasNotAttempted) {
  tell("alr_1");
  claim(at(2'000));
  ASSERT_TRUE(store->give_back({claimed.at(0).id, 12'345}));
  EXPECT_THAT(claim(at(2'000)), ElementsAre("alr_1>desk"));
  EXPECT_EQ(claimed.at(0).attempts, 0U);
}

TEST_F(Outbox, SweepsAwayWhatWasSettledLongAgoAndNothingElse) {
  for (auto const* name : {"old", "young", "buried", "waiting"}) tell(name);
  claim(at(2'000));
  auto const settle = [&](std::size_t which, DeliveryState state, Timestamp when) {
    ASSERT_TRUE(store->record_attempts({{.delivery = claimed_before.at(which).id, .state = state, .at = when}}));
  };
  claimed_before = claimed;
  settle(0, DeliveryState::delivered, at(10'000));
  settle(1, DeliveryState::delivered, at(20'000));
  settle(2, DeliveryState::dead, at(10'000));
  EXPECT_EQ(*store->sweep_deliveries(at(15'000), at(10'000), 10), 1U);
  Totals const t = *store->totals();
  EXPECT_EQ(std::tie(t.pending, t.delivered, t.dead), std::make_tuple(1, 1, 1));
  EXPECT_EQ(*store->sweep_deliveries(at(99'000), at(99'000), 1), 1U) << "as many as it was told";
  EXPECT_EQ(*store->sweep_deliveries(at(99'000), at(99'000), 10), 1U);
  EXPECT_EQ(store->totals()->pending, 1);
}

TEST_F(Outbox, RemembersHowASinkIsDoingAndThatItIsDisabled) {
  EXPECT_THAT(*store->sink_states(), IsEmpty());
  SinkState state{.sink = {"desk"}, .failures = 3, .last_failure = at(5'000), .last_error = "HTTP 503"};
  ASSERT_TRUE(store->note_health(state));
  state.disabled_since = at(6'000);
  state.disabled_because = "HTTP 410";
  state.configured_as = "a1";
  ASSERT_TRUE(store->set_disabled(state));
  SinkState const healthy{.sink = {"desk"}, .last_success = at(4'000)};
  ASSERT_TRUE(store->note_health(healthy));  // an older word leaves it disabled
  reopen();
  auto const known = store->sink_states().value();
  ASSERT_EQ(known.size(), 1U);
  EXPECT_EQ(known[0].last_success, at(4'000));
  EXPECT_EQ(known[0].disabled_since, at(6'000));
  EXPECT_EQ(known[0].configured_as, "a1");
  ASSERT_TRUE(store->set_disabled(healthy));
  EXPECT_EQ(store->sink_states()->at(0), healthy);
}

TEST_F(Outbox, NoticesWhatAnotherConnectionWrites) {
  tell("alr_1");
  std::int64_t const before = *store->changes_by_others();
  tell("alr_2");
  EXPECT_EQ(*store->changes_by_others(), before) << "its own writing is no change";
  SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
  other.exec("UPDATE totals SET dead = 7");
  EXPECT_NE(*store->changes_by_others(), before);
  EXPECT_EQ(store->totals()->dead, 7) << "counts made by others are not overwritten";
  tell("alr_3");
  EXPECT_EQ(store->totals()->dead, 7);
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
  claim(at(1'000));
  EXPECT_EQ(next_due, std::nullopt);
  tell("late", {{"desk"}}, at(3'000));
  tell("early", {{"mail"}}, at(1'000));
  claim(at(999));
  EXPECT_EQ(next_due, at(3'000)) << "of the sinks that were asked for";
  claim(at(999), {{{"desk"}, 9}, {{"mail"}, 9}});
  EXPECT_EQ(next_due, at(1'000));
  EXPECT_THAT(claim(at(3'000)), ElementsAre("late>desk"));
  EXPECT_EQ(next_due, at(3'000) + lease) << "one that is leased comes back then";
  record(claimed.at(0).id, DeliveryState::delivered);
  claim(at(3'000));
  EXPECT_EQ(next_due, std::nullopt);
}

TEST_F(Outbox, ServesOthersWhileOneSinkHasThousandsWaiting) {
  ASSERT_TRUE(store->begin());
  for (int i = 0; i < 3'000; ++i) tell("a" + std::to_string(i), {{"down"}}, at(1'000));
  tell("news", {{"desk"}}, at(1'500));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(claim(at(2'000), 5), ElementsAre("news>desk"));
}

}  // namespace
}  // namespace rasid::store
