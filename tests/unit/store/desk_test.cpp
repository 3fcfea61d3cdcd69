#include "daemon/store/desk.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include "daemon/store/store_error.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DeskTest : public StoreTest {
 protected:
  Desk desk() { return Desk::open(file).value(); }
  static std::vector<std::string> alerts_of(std::vector<DeliveryRecord> const& records) {
    std::vector<std::string> all;
    for (DeliveryRecord const& r : records) all.push_back(r.alert.value);
    return all;
  }
  void settle(std::size_t which, DeliveryState state, std::string outcome = {}) {
    ASSERT_TRUE(store->record_attempts(
        {{.delivery = claimed.at(which).id, .state = state, .at = at(5'000), .outcome = std::move(outcome)}}));
  }
};

TEST_F(DeskTest, FindsDeliveriesByWhatIsSaidOfThem) {
  tell("one", {{"desk"}, {"mail"}}, at(1'000));
  tell("two", {{"desk"}}, at(2'000));
  claim(at(2'000));
  settle(0, DeliveryState::delivered);
  Desk d = desk();
  EXPECT_THAT(alerts_of(*d.deliveries({}, 10)), ElementsAre("two", "one", "one"));
  EXPECT_THAT(alerts_of(*d.deliveries({}, 1)), ElementsAre("two"));
  EXPECT_THAT(alerts_of(*d.deliveries({.sink = "mail"}, 10)), ElementsAre("one"));
  EXPECT_THAT(alerts_of(*d.deliveries({.alert = "two"}, 10)), ElementsAre("two"));
  EXPECT_THAT(alerts_of(*d.deliveries({.state = DeliveryState::delivered}, 10)), ElementsAre("one"));
  EXPECT_THAT(alerts_of(*d.deliveries({.since = at(1'500)}, 10)), ElementsAre("two"));
  EXPECT_THAT(alerts_of(*d.deliveries({.before = at(1'500)}, 10)), ElementsAre("one", "one"));
  EXPECT_TRUE(d.deliveries({.alert = "two"}, 10)->at(0).under_way);
  EXPECT_THAT(alerts_of(*d.deliveries({.alert = "' OR 1=1 --"}, 10)), IsEmpty());
}

TEST_F(DeskTest, BeginsTheScheduleAnewForWhatWasGivenUpAndLeavesTheDeliveredAlone) {
  for (auto const* name : {"waits", "dead", "delivered"}) tell(name);
  claim(at(2'000));
  settle(0, DeliveryState::pending, "HTTP 503");
  settle(1, DeliveryState::dead, "gave up");
  settle(2, DeliveryState::delivered);
  EXPECT_EQ(*desk().retry({}, at(6'000)), 2U);
  EXPECT_THAT(claim(at(6'000)), ElementsAre("waits>desk", "dead>desk"));
  EXPECT_EQ(claimed.at(0).attempts, 1U);
  EXPECT_EQ(claimed.at(1).attempts, 0U);
  Totals const t = *store->totals();
  EXPECT_EQ(std::tie(t.pending, t.delivered, t.dead), std::make_tuple(2, 1, 0));
}

TEST_F(DeskTest, LeavesWhatIsUnderWayToItsAttempt) {
  tell("one");
  claim(at(2'000));
  EXPECT_EQ(*desk().retry({}, at(2'000)), 0U);
  EXPECT_EQ(*desk().replay({}, at(2'000)), 0U);
}

TEST_F(DeskTest, ReplaysTheSameBytesUnderTheSameId) {
  tell("one");
  claim(at(2'000));
  Delivery const first = claimed.at(0);
  settle(0, DeliveryState::delivered);
  EXPECT_EQ(*desk().replay({.since = at(0)}, at(9'000)), 1U);
  claim(at(9'000));
  EXPECT_EQ(claimed.at(0).message_id(), first.message_id());
  EXPECT_EQ(claimed.at(0).body, first.body);
}

TEST_F(DeskTest, DropsWhatIsPendingForGoodEvenWhereAnAttemptEndsLater) {
  tell("one");
  claim(at(2'000));
  EXPECT_EQ(*desk().drop({.sink = "desk"}, at(3'000)), 1U);
  settle(0, DeliveryState::pending, "HTTP 503");
  EXPECT_THAT(claim(at(99'000'000)), IsEmpty());
  EXPECT_EQ(desk().deliveries({}, 1)->at(0).outcome, "dropped by an operator");
}

TEST_F(DeskTest, RemembersWhoHasSeenAnAlert) {
  tell("alr_1");
  Desk d = desk();
  EXPECT_FALSE(*d.acknowledge({"alr_none"}, "mona", "", at(3'000)));
  EXPECT_TRUE(*d.acknowledge({"alr_1"}, "mona", "on the desk", at(3'000)));
  auto const found = d.alerts({.id = "alr"}, 10).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].acknowledged, at(3'000));
  EXPECT_EQ(found[0].acknowledged_by, "mona");
  EXPECT_THAT(*d.alerts({.unacknowledged = true}, 10), IsEmpty());
  EXPECT_THAT(*d.alerts({.after = found[0].row}, 10), IsEmpty());
  EXPECT_THAT(*d.alerts({.watch = "another"}, 10), IsEmpty());
}

TEST_F(DeskTest, CountsWhatEachSinkHas) {
  tell("one", {{"desk"}, {"mail"}});
  tell("two");
  claim(at(2'000));
  settle(0, DeliveryState::delivered);
  ASSERT_TRUE(store->note_health({.sink = {"desk"}, .last_success = at(2'000)}));
  Desk d = desk();
  ASSERT_TRUE(d.disable({"desk"}, "by hand", at(3'000)));
  auto const sinks = d.sinks().value();
  ASSERT_EQ(sinks.size(), 2U);
  EXPECT_EQ(sinks[0].state.sink.value, "desk");
  EXPECT_EQ(sinks[0].state.disabled_because, "by hand");
  EXPECT_EQ(sinks[0].state.last_success, at(2'000));
  EXPECT_EQ(std::tie(sinks[0].pending, sinks[0].delivered, sinks[0].dead), std::make_tuple(1, 1, 0));
  EXPECT_EQ(sinks[1].pending, 1);
  ASSERT_TRUE(d.enable({"desk"}));
  EXPECT_FALSE(store->sink_states()->at(0).disabled_since);
}

TEST_F(DeskTest, OpensNothingThatIsNotOursOrOfAnotherVersion) {
  store.reset();
  {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 1");
  }
  EXPECT_EQ(Desk::open(file).error().code, StoreError::schema_too_old);
  {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 999");
  }
  EXPECT_EQ(Desk::open(file).error().code, StoreError::schema_too_new);
  {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA application_id = 7");
  }
  EXPECT_EQ(Desk::open(file).error().code, StoreError::not_rasid);
  EXPECT_FALSE(Desk::open(folder / "none.db"));
}

}  // namespace
}  // namespace rasid::store
