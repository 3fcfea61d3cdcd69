#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/store/schema.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char const* visit_text = "The commander of the Quds Force came to Baghdad and met the heads of the factions";
constexpr char const* rain_text = "Heavy rain is expected over the northern mountains while the coast stays dry";

Article item(std::string const& id, std::string const& guid, std::string const& url, std::string const& title,
             std::string const& body) {
  Article a = article(id);
  a.guid = guid;
  a.url = url;
  a.title = title;
  a.body = body;
  a.published = at(500);
  return a;
}

class Identity : public StoreTest {
 protected:
  std::vector<Article> seen(std::vector<Article> items) {
    return store->record_visit(feed(), std::move(items)).value();
  }
  Result<bool> handle(Article const& article, std::vector<Alert> alerts = {}) {
    HandledArticle const h{.article = article,
                           .story = {"story"},
                           .mentions = {{"qaani", "person", 0, 4, "Qaani", "name", 1}},
                           .alerts = std::move(alerts)};
    return store->finish_article(h);
  }
  std::string ask(std::string const& query) {
    SQLite::Database database(file.string());
    return database.execAndGet(query).getString();
  }

  Article const qaani = item("one", "1", "http://a/1", "Qaani", visit_text);
};

TEST_F(Identity, OfAnUnchangedItemBringsNothing) {
  EXPECT_THAT(seen({qaani}), SizeIs(1));
  EXPECT_THAT(seen({qaani}), IsEmpty());
  Article touched = qaani;
  touched.title = "QAANI!";
  touched.updated = at(900'000);
  touched.body = std::string(visit_text) + " \n\n.";
  EXPECT_THAT(seen({touched}), IsEmpty()) << "nothing was said that was not said before";
  EXPECT_EQ(store->totals()->articles, 1);
}

TEST_F(Identity, OfAnEditIsTheNextRevisionOfTheSameArticle) {
  seen({qaani});
  ASSERT_EQ(handle(qaani, {alert("alr_1", "one")}), true);
  Article edited = qaani;
  edited.body = std::string(visit_text) + ", and then went on to Albu Kamal";
  edited.fetched = at(7'000);
  auto const revised = seen({edited});
  ASSERT_THAT(revised, SizeIs(1));
  EXPECT_EQ(revised[0].id, qaani.id);
  EXPECT_EQ(revised[0].revision, 2U);
  EXPECT_EQ(revised[0].body, edited.body);
  EXPECT_EQ(revised[0].fetched, qaani.fetched) << "when it was seen first";
  EXPECT_EQ(revised[0].told_as.value, "story") << "somebody was told of it under that story";
  EXPECT_EQ(*store->unhandled_articles(9, {}), revised);
  EXPECT_EQ(store->totals()->articles, 1);
  EXPECT_EQ(store->totals()->unhandled, 1);

  EXPECT_EQ(handle(revised[0]), true);
  EXPECT_EQ(handle(revised[0]), false) << "done once";
  EXPECT_EQ(store->totals()->mentions, 1) << "in the place of those before";
  EXPECT_THAT(seen({edited}), IsEmpty());
}

TEST_F(Identity, OfAnEditThatNobodyWasToldOfLeavesTheStoryOpen) {
  seen({qaani});
  ASSERT_EQ(handle(qaani), true);
  Article edited = qaani;
  edited.title = "Qaani in Baghdad again";
  EXPECT_EQ(seen({edited}).at(0).told_as, StoryId{});
}

TEST_F(Identity, SurvivesANewGuidANewLinkAndBothInTurn) {
  seen({qaani});
  Article renamed = item("other", "1-v2", "http://a/1", "Qaani", visit_text);
  EXPECT_THAT(seen({renamed}), IsEmpty());
  renamed.url = "http://a/2";
  EXPECT_THAT(seen({renamed}), IsEmpty());
  renamed.guid = "1-v3";
  EXPECT_THAT(seen({renamed}), IsEmpty()) << "known by the link it had last";
  EXPECT_THAT(seen({qaani}), IsEmpty()) << "and by the names it had first";
  EXPECT_EQ(ask("SELECT count(*) FROM articles"), "1");
  EXPECT_EQ(ask("SELECT guid || ' ' || url FROM articles"), "1 http://a/1") << "the names it has now";
}

TEST_F(Identity, TellsArticlesOfOneGuidApart) {
  Article const rain = item("one", "1", "http://a/2", "Rain", rain_text);
  auto const both = seen({qaani, rain});
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[0].id, qaani.id);
  EXPECT_NE(both[1].id, qaani.id) << "an id is one article's";
  EXPECT_EQ(both[1].id.value.size(), 32U);
  EXPECT_THAT(seen({rain, qaani}), IsEmpty());
  Article edited = rain;
  edited.body = std::string(rain_text) + ", forecasters say";
  auto const revised = seen({edited, qaani});
  ASSERT_THAT(revised, SizeIs(1));
  EXPECT_EQ(revised[0].id, both[1].id);
}

TEST_F(Identity, IsTheFeedsOwn) {
  seen({qaani});
  Article elsewhere = qaani;
  elsewhere.id.value = "elsewhere";
  elsewhere.feed.value = "zaman";
  EXPECT_THAT(*store->record_visit(feed("zaman"), {elsewhere}), SizeIs(1));
}

TEST_F(Identity, OfAnEditThatComesBeforeTheFirstTextIsHandledKeepsBothAlertsAndTheNewerText) {
  auto const first = seen({qaani}).at(0);
  Article edited = qaani;
  edited.title = "Quds Force commander in Baghdad";
  auto const second = seen({edited}).at(0);
  EXPECT_EQ(second.revision, 2U);
  ASSERT_EQ(handle(first, {alert("alr_1", "one")}), true);
  EXPECT_EQ(store->totals()->alerts, 1);
  EXPECT_EQ(ids(*store->unhandled_articles(9, {})), std::vector{qaani.id.value});
  EXPECT_EQ(ask("SELECT title FROM articles"), edited.title);
  ASSERT_EQ(handle(second), true);
  EXPECT_EQ(store->totals()->unhandled, 0);
}

TEST_F(Identity, OfAnItemThatHadBrokenOffIsCompletedNotRevised) {
  Article half = qaani;
  half.body = "The commander of the Quds Force came to";
  half.partial = true;
  ASSERT_EQ(handle(seen({half}).at(0)), true);
  auto const whole = seen({qaani});
  ASSERT_THAT(whole, SizeIs(1));
  EXPECT_TRUE(whole[0].completion);
  EXPECT_FALSE(whole[0].partial);
  EXPECT_EQ(whole[0].revision, 1U);
  EXPECT_EQ(whole[0].body, visit_text);
  ASSERT_EQ(handle(whole[0]), true);
  EXPECT_THAT(seen({half}), IsEmpty()) << "what breaks off later takes nothing away";
  EXPECT_EQ(ask("SELECT body FROM articles"), visit_text);
}

TEST_F(Identity, KeepsTheDateOfAnArticleWhoseNewOneLiesInTheFuture) {
  ASSERT_EQ(handle(seen({qaani}).at(0)), true);
  Article edited = qaani;
  edited.title = "Qaani once more";
  edited.published = at(99'000);
  edited.note = "published in the future";
  auto const revised = seen({edited}).at(0);
  EXPECT_EQ(revised.published, qaani.published);
  EXPECT_EQ(revised.note, edited.note);
}

TEST_F(Identity, AsksForThePageAgainAtALaterVisitAndAsACompletion) {
  Article const first = seen({qaani}).at(0);
  HandledArticle h{.article = first, .story = {"story"}, .page_after = at(5'000)};
  ASSERT_EQ(store->finish_article(h), true);
  FeedState state = feed();
  state.last_attempt = at(4'999);
  EXPECT_THAT(*store->record_visit(state, {qaani}), IsEmpty()) << "too early";
  state.last_attempt = at(5'000);
  state.failures = 1;
  EXPECT_THAT(*store->record_visit(state, {}), IsEmpty()) << "the publisher is not to be had";
  state.failures = 0;
  auto const again = store->record_visit(state, {}).value();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_TRUE(again[0].completion);
  EXPECT_EQ(again[0].page_attempts, 1U);
  EXPECT_EQ(again[0].revision, 1U);
  EXPECT_THAT(*store->record_visit(state, {}), IsEmpty()) << "it is in hand";
  reopen();
  ASSERT_EQ(*store->unhandled_articles(9, {}), again);
  h.article = again[0];
  h.page_after.reset();
  ASSERT_EQ(store->finish_article(h), true);
  EXPECT_THAT(*store->record_visit(state, {}), IsEmpty());
}

TEST_F(Identity, OfAnArticleStoredByTheVersionBeforeIsFoundByItsId) {
  store.reset();
  std::filesystem::remove(file);
  {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    ASSERT_TRUE(migrate(old, migrations().first(1)));
    old.exec(
        "INSERT INTO feeds VALUES ('aljarida', 'u', '', '', '', '', NULL, NULL, 0, 0, '', 0);"
        "INSERT INTO articles (id, feed, guid, url, title, author, language, tags, fetched, handled, story, body)"
        " VALUES ('one', 'aljarida', '1', 'http://a/1', 'Qaani', '', '', '[]', 1000, 1, 'story', 'its page''s text');"
        "INSERT INTO alerts VALUES ('alr_1', 1, 'qaani', 'story', 1, 1, 2000, '{}');"
        "UPDATE totals SET articles = 1, alerts = 1");
  }
  reopen();
  EXPECT_THAT(seen({qaani}), IsEmpty());
  EXPECT_EQ(ask("SELECT body FROM articles"), "its page's text");
  Article edited = qaani;
  edited.title = "Qaani leaves";
  auto const revised = seen({edited});
  ASSERT_THAT(revised, SizeIs(1)) << "its fingerprint was learnt at the first visit";
  EXPECT_EQ(revised[0].revision, 2U);
  EXPECT_EQ(revised[0].told_as.value, "story");
  EXPECT_EQ(store->find_alert({.id = {"alr_1"}, .evidence = "x"}, {})->value().revision, 1U);
}

TEST_F(Identity, OfAnArticleStoredBeforeTheNamesLayByFeedIsFoundByItsLink) {
  store.reset();
  std::filesystem::remove(file);
  {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    ASSERT_TRUE(migrate(old, migrations().first(6)));
    old.exec(
        "INSERT INTO feeds (feed, url, moved_to, etag, last_modified, body_hash, next_poll, failures, last_error, gone)"
        " VALUES ('aljarida', 'u', '', '', '', '', 0, 0, '', 0);"
        "INSERT INTO articles (id, feed, guid, url, title, author, language, tags, fetched, handled, story, body)"
        " VALUES ('another', 'aljarida', '', 'http://a/1', 'Qaani', '', '', '[]', 1000, 1, 'story', '');"
        "INSERT INTO items (article, feed) VALUES (1, 'aljarida');"
        "INSERT INTO article_keys VALUES (77, 1);"
        "UPDATE totals SET articles = 1");
  }
  reopen();
  Article by_link = qaani;
  by_link.guid.clear();
  by_link.url = "http://a/1";
  EXPECT_THAT(seen({by_link}), IsEmpty());
  EXPECT_EQ(ask("SELECT count(*) FROM article_keys WHERE key = 77"), "0");
}

}  // namespace
}  // namespace rasid::store
