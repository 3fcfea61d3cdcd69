#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/store/store_error.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Visits = StoreTest;

TEST_F(Visits, ReturnOnlyArticlesNeverSeenBeforeInTheirOrder) {
  visit({article("b")});
  auto const fresh = store->record_visit(feed(), {article("c"), article("b"), article("a"), article("c")});
  ASSERT_TRUE(fresh) << fresh.error().message();
  EXPECT_THAT(ids(*fresh), ElementsAre("c", "a"));
  EXPECT_EQ(store->totals()->articles, 3);
  EXPECT_EQ(store->totals()->unhandled, 3);
}

TEST_F(Visits, RememberEveryFieldOfAFeedAcrossARestart) {
  FeedState state = feed();
  state.moved_to = "https://new.example/rss";
  state.validators = {"\"tag\"", "Mon, 29 Jun 2020 08:00:00 GMT"};
  state.body_hash = "ab12";
  state.last_attempt = at(5);
  state.last_success = at(4);
  state.next_poll = at(900'000);
  state.failures = 3;
  state.last_error = "HTTP 503";
  state.gone = true;
  state.paused = true;
  state.hints = {.fresh_for = Duration{600'000},
                 .ttl = Duration{60'000},
                 .update_period = Duration{3'600'000},
                 .skip_hours = 0xFFFFFF,
                 .skip_days = 0x7F};
  state.rhythm = std::string("\x01 any \0 bytes", 13);
  state.failing_since = at(3);
  state.failing_told = true;
  state.polls = 12;
  state.items = 345;
  ASSERT_TRUE(store->record_visit(feed(), {}));
  ASSERT_TRUE(store->record_visit(state, {}));
  ASSERT_TRUE(store->record_visit(feed("zaman"), {}));
  reopen();
  EXPECT_THAT(*store->feed_states(), ElementsAre(state, feed("zaman")));
}

TEST_F(Visits, StoreAFeedWithoutAnyArticle) {
  FeedState paused = feed();
  paused.paused = true;
  ASSERT_TRUE(store->save_feed(paused)) << "never visited";
  reopen();
  EXPECT_THAT(*store->feed_states(), ElementsAre(paused));
}

TEST_F(Visits, GiveBackEveryFieldOfAnArticle) {
  Article a = article("full");
  a.guid = "tag:1";
  a.url = "https://a.example/1";
  a.author = "محمد";
  a.language = "ar";
  a.tags = {"سياسة", "a \"quoted\" one", ""};
  a.published = at(-1'000);  // before 1970
  a.updated = at(1);
  a.body = std::string("nul \0 inside", 12);
  visit({a});
  EXPECT_THAT(*store->unhandled_articles(10, {}), ElementsAre(a));
}

TEST_F(Visits, AreUndoneWholeWhereOneArticleIsRefused) {
  FeedState state = feed();
  state.body_hash = "new";
  auto const refused = store->record_visit(state, {article("a"), article("b", "a feed never visited")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, StoreError::constraint);
  EXPECT_THAT(*store->feed_states(), IsEmpty());
  EXPECT_THAT(*store->unhandled_articles(10, {}), IsEmpty());
  EXPECT_EQ(store->totals()->articles, 0);
}

TEST_F(Visits, ThatFailLeaveTheOthersOfTheirBatch) {
  ASSERT_TRUE(store->begin());
  visit({article("before")});
  ASSERT_FALSE(store->record_visit(feed(), {article("lost"), article("b", "a feed never visited")}));
  visit({article("after")});
  ASSERT_TRUE(store->commit());
  reopen();
  EXPECT_THAT(ids(*store->unhandled_articles(10, {})), ElementsAre("before", "after"));
  EXPECT_EQ(store->totals()->articles, 2);
}

TEST_F(Visits, OfABatchThatIsRolledBackAreForgotten) {
  visit({article("kept")});
  ASSERT_TRUE(store->begin());
  visit({article("dropped")});
  store->rollback();
  EXPECT_THAT(ids(*store->unhandled_articles(10, {})), ElementsAre("kept"));
  EXPECT_EQ(store->totals()->articles, 1);
}

TEST_F(Visits, NotHandledAreFoundPageByPageOldestFirst) {
  visit({article("z"), article("y"), article("x"), article("w"), article("v")});
  ASSERT_TRUE(store->finish_article(handled("x")));
  EXPECT_THAT(ids(*store->unhandled_articles(2, {})), ElementsAre("z", "y"));
  EXPECT_THAT(ids(*store->unhandled_articles(2, {"y"})), ElementsAre("w", "v"));
  EXPECT_THAT(ids(*store->unhandled_articles(2, {"v"})), IsEmpty());
  EXPECT_THAT(ids(*store->unhandled_articles(9, {"unknown"})), ElementsAre("z", "y", "w", "v"));
}

}  // namespace
}  // namespace rasid::store
