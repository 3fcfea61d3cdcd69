#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/store/new_names.h"
#include "daemon/store/store_error.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;

class Handling : public StoreTest {
 protected:
  /// What an operator's own connection sees.
  std::string ask(std::string const& query) {
    SQLite::Database database(file.string());
    return database.execAndGet(query).getString();
  }
};

TEST_F(Handling, StoresTextMentionsAlertsAndTheirDeliveriesTogether) {
  visit({article("a")});
  HandledArticle h = handled("a", {alert("alr_1", "a", {{"desk"}, {"mail"}})});
  h.article.body = "the full text";
  ASSERT_EQ(store->finish_article(h), true);
  Totals const t = *store->totals();
  EXPECT_EQ(std::tie(t.articles, t.unhandled, t.mentions, t.alerts, t.pending), std::make_tuple(1, 0, 2, 1, 2));
  EXPECT_EQ(ask("SELECT body || '|' || language || '|' || story FROM articles"), "the full text|ar|story-a");
  EXPECT_EQ(ask("SELECT entity || surface || first || past FROM mentions WHERE ordinal = 1"), "baghdadبغداد813");
  EXPECT_THAT(claim(at(2'000), {{{"desk"}, 9}, {{"mail"}, 9}}), ElementsAre("alr_1>desk", "alr_1>mail"));
}

StoredName new_name(std::string const& name, std::uint32_t times, double confidence) {
  return {.kind = "person",
          .name = name,
          .folded = name,
          .cue = "title",
          .times = times,
          .end = 4,
          .confidence = confidence};
}

TEST_F(Handling, OffersNamesOffTheListsByTheArticlesThatHaveThem) {
  visit({article("a"), article("b"), article("c")});
  HandledArticle a = handled("a");
  a.names = {new_name("jane doe", 2, 0.5), new_name("john roe", 1, 0.9)};
  HandledArticle b = handled("b");
  b.names = {new_name("jane doe", 1, 1.0)};
  HandledArticle c = handled("c");
  c.names = {
      {.kind = "organisation", .name = "Ocean Trust", .folded = "ocean trust", .cue = "context", .confidence = 0.7}};
  for (HandledArticle const& each : {a, b, c}) ASSERT_EQ(store->finish_article(each), true);

  auto const ask_for = [&](NewNamesQuery const& query) {
    auto const found = read_new_names(file, query);
    std::vector<std::string> out;
    for (NewName const& n : found.value())
      out.push_back(n.name + ' ' + std::to_string(n.articles) + ' ' + std::to_string(n.times));
    return out;
  };
  EXPECT_THAT(ask_for({.least_articles = 2}), ElementsAre("jane doe 2 3"));
  EXPECT_THAT(ask_for({.least_articles = 1}), ElementsAre("jane doe 2 3", "john roe 1 1", "Ocean Trust 1 1"));
  EXPECT_THAT(ask_for({.kind = "organisation", .least_articles = 1}), ElementsAre("Ocean Trust 1 1"));
  EXPECT_THAT(ask_for({.least_articles = 1, .most = 1}), ElementsAre("jane doe 2 3"));
  EXPECT_THAT(ask_for({.least_articles = 1, .left_out = [](auto const& folded) { return folded == "jane doe"; }}),
              ElementsAre("john roe 1 1", "Ocean Trust 1 1"));
  EXPECT_THAT(ask_for({.since = at(4'000'000'000'000), .least_articles = 1}), testing::IsEmpty());
  EXPECT_NEAR(read_new_names(file, {})->front().confidence, 0.75, 1e-6);
}

TEST_F(Handling, KeepsTheNamesOfAnArticleWithIt) {
  visit({article("a")});
  HandledArticle h = handled("a");
  h.names = {new_name("jane doe", 2, 0.5)};
  ASSERT_EQ(store->finish_article(h), true);
  EXPECT_EQ(ask("SELECT count(*) FROM new_names"), "1");
  EXPECT_EQ(read_new_names(file.string() + ".none", {}).has_value(), false);
}

TEST_F(Handling, IsDoneOnceAndARepeatChangesNothing) {
  visit({article("a")});
  ASSERT_EQ(store->finish_article(handled("a", {alert("alr_1", "a")})), true);
  EXPECT_EQ(store->finish_article(handled("a", {alert("alr_2", "a")})), false);
  reopen();
  EXPECT_EQ(store->finish_article(handled("a", {alert("alr_2", "a")})), false);
  EXPECT_EQ(store->totals()->alerts, 1);
  EXPECT_EQ(store->totals()->mentions, 2);
}

TEST_F(Handling, OfAnArticleNeverStoredIsAnError) {
  Result<bool> const done = store->finish_article(handled("stranger"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, StoreError::unknown_article);
}

TEST_F(Handling, KnowsAnAlertAsSoonAsItsBatchHoldsIt) {
  visit({article("a")});
  EXPECT_EQ(store->has_alert({"alr_1"}), false);
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->finish_article(handled("a", {alert("alr_1", "a")})));
  EXPECT_EQ(store->has_alert({"alr_1"}), true);
  store->rollback();
  EXPECT_EQ(store->has_alert({"alr_1"}), false);
}

TEST_F(Handling, TellsNobodyTwiceEvenWhenTheCallerForgetsToAsk) {
  visit({article("a"), article("b")});
  ASSERT_TRUE(store->finish_article(handled("a", {alert("alr_1", "a")})));
  Alert again = alert("alr_1", "b", {{"desk"}, {"another"}});
  again.payload = "other bytes";
  ASSERT_EQ(store->finish_article(handled("b", {again})), true);
  EXPECT_EQ(store->totals()->alerts, 1);
  EXPECT_THAT(claim(at(9'000)), ElementsAre("alr_1>desk"));
  EXPECT_EQ(claimed[0].body, alert("alr_1", "a").payload);
}

TEST_F(Handling, NotesWhichArticlesJoinedAnAlertAndWhy) {
  visit({article("a"), article("b"), article("c")});
  ASSERT_TRUE(store->finish_article(handled("a", {alert("alr_1", "a")})));
  HandledArticle grouped = handled("b");
  grouped.suppressions = {{{"qaani"}, {"b"}, "grouped", {"alr_1"}}};
  ASSERT_TRUE(store->finish_article(grouped));
  HandledArticle silenced = handled("c");
  silenced.suppressions = {{{"qaani"}, {"c"}, "silenced", {}}, {{"other"}, {"c"}, "grouped", {"alr_unknown"}}};
  ASSERT_TRUE(store->finish_article(silenced));
  EXPECT_EQ(ask("SELECT group_concat(alert || ':' || a.id) FROM alert_articles j JOIN articles a ON a.row = j.article"),
            "alr_1:b");
  EXPECT_EQ(ask("SELECT group_concat(a.id || ' ' || watch || ' ' || reason, ', ') FROM suppressions s JOIN articles a"
                " ON a.row = s.article"),
            "b qaani grouped, c other grouped, c qaani silenced");
}

TEST_F(Handling, ThatIsRefusedLeavesTheArticleToBeHandled) {
  visit({article("a")});
  HandledArticle h = handled("a", {alert("alr_1", "a")});
  h.alerts[0].severity = static_cast<Severity>(9);
  Result<bool> const refused = store->finish_article(h);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, StoreError::constraint);
  EXPECT_EQ(store->totals()->mentions, 0);
  EXPECT_THAT(ids(*store->unhandled_articles(9, {})), ElementsAre("a"));
  ASSERT_EQ(store->finish_article(handled("a")), true);
}

}  // namespace
}  // namespace rasid::store
