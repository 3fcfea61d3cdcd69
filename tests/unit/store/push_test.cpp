#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Pushes = StoreTest;

PushSubscription subscription(std::string token) {
  PushSubscription s;
  s.token = std::move(token);
  s.feed = {"aljarida"};
  s.feed_url = "https://aljarida.example/rss";
  s.topic = "https://aljarida.example/topic";
  s.hub = "https://hub.example/";
  s.callback = "https://me.example/push/" + s.token;
  s.secret = "secret";
  s.state = PushSubscription::State::active;
  s.asked = true;
  s.lease_until = at(9'000);
  s.next_attempt = at(7'000);
  s.failures = 2;
  s.last_error = "HTTP 500";
  return s;
}

TEST_F(Pushes, RememberEveryFieldOfASubscriptionAcrossARestart) {
  PushSubscription changed = subscription("a");
  ASSERT_TRUE(store->save_push(changed));
  ASSERT_TRUE(store->save_push(subscription("b")));
  changed.state = PushSubscription::State::ending;
  changed.lease_until.reset();
  ASSERT_TRUE(store->save_push(changed));
  reopen();
  auto const known = store->push_subscriptions();
  ASSERT_TRUE(known) << known.error().message();
  EXPECT_THAT(*known, ElementsAre(changed, subscription("b")));
}

TEST_F(Pushes, ForgetASubscriptionAndOneThatIsNotThere) {
  ASSERT_TRUE(store->save_push(subscription("a")));
  EXPECT_TRUE(store->forget_push("a"));
  EXPECT_TRUE(store->forget_push("a"));
  EXPECT_THAT(*store->push_subscriptions(), IsEmpty());
}

TEST_F(Pushes, BringOnlyWhatIsNewAndLeaveTheFeedsStateAsItIs) {
  visit({article("a")});
  auto const before = store->feed_states();
  auto const fresh = store->record_push(feed().feed, {article("a"), article("b")});
  ASSERT_TRUE(fresh) << fresh.error().message();
  EXPECT_THAT(ids(*fresh), ElementsAre("b"));
  EXPECT_EQ(*store->feed_states(), *before);
  EXPECT_EQ(store->totals()->unhandled, 2);
}

}  // namespace
}  // namespace rasid::store
