#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Article fetched_at(std::string const& id, Timestamp when) {
  Article a = article(id);
  a.fetched = when;
  a.url = "https://aljarida.example/" + id;
  a.guid = id;
  return a;
}

class Retention : public StoreTest {
 protected:
  void handle(std::string const& id, Timestamp when, std::vector<Alert> alerts = {}) {
    visit({fetched_at(id, when)});
    HandledArticle h = handled(id, std::move(alerts));
    h.article = fetched_at(id, when);
    ASSERT_EQ(store->finish_article(h), true);
  }
  /// Until nothing more is old.
  Swept sweep(Horizon const& horizon, std::size_t most = 3) {
    Swept all;
    for (int step = 0; step < 1'000; ++step) {
      Swept const swept = store->sweep(horizon, most).value();
      all.articles += swept.articles;
      all.alerts += swept.alerts;
      all.silences += swept.silences;
      if (!swept.more) return all;
    }
    ADD_FAILURE() << "sweeping never ends";
    return all;
  }
  std::int64_t count(std::string const& query) {
    SQLite::Database database(file.string());
    return database.execAndGet(query).getInt64();
  }
};

TEST_F(Retention, DeletesOldArticlesInStepsAndLeavesTheYounger) {
  for (int i = 0; i < 10; ++i) handle("old" + std::to_string(i), at(1'000));
  handle("young", at(9'000));
  EXPECT_EQ(store->sweep({.articles = at(5'000)}, 4)->articles, 4U) << "no more than a step";
  EXPECT_EQ(sweep({.articles = at(5'000)}).articles, 6U);
  EXPECT_EQ(store->totals()->articles, 1);
  EXPECT_EQ(store->totals()->mentions, 2);
  EXPECT_EQ(count("SELECT count(*) FROM mentions"), 2);
  EXPECT_EQ(sweep({.articles = at(5'000)}).articles, 0U);
}

TEST_F(Retention, KeepsWhatIsStillWanted) {
  visit({fetched_at("unhandled", at(1'000))});
  handle("proof", at(1'000), {alert("alr_1", "proof")});
  EXPECT_EQ(sweep({.articles = at(5'000)}).articles, 0U);
  EXPECT_EQ(store->totals()->unhandled, 1);
}

TEST_F(Retention, KeepsAnAlertThatIsStillToBeDeliveredAndItsArticleWithIt) {
  handle("proof", at(1'000), {alert("alr_1", "proof")});
  Horizon const all{.articles = at(5'000), .alerts = at(5'000)};
  EXPECT_EQ(sweep(all).alerts, 0U);
  claim(at(3'000));
  ASSERT_TRUE(
      store->record_attempts({{.delivery = claimed.at(0).id, .state = DeliveryState::delivered, .at = at(3'000)}}));
  Swept const swept = sweep(all);
  EXPECT_EQ(swept.alerts, 1U);
  EXPECT_EQ(swept.articles + sweep(all).articles, 1U);
  Totals const totals = store->totals().value();
  EXPECT_EQ(std::tie(totals.articles, totals.alerts, totals.delivered, totals.pending), std::make_tuple(0, 0, 0, 0));
  EXPECT_EQ(count("SELECT count(*) FROM alert_feeds"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM deliveries"), 0);
}

TEST_F(Retention, TakesAnItemThatStillStandsInItsFeedForNoNews) {
  handle("old", at(1'000));
  sweep({.articles = at(5'000)});
  Article again = fetched_at("old", at(9'000));
  EXPECT_THAT(store->record_visit(feed(), {again}).value(), IsEmpty());
  reopen();
  EXPECT_THAT(store->record_visit(feed(), {again}).value(), IsEmpty()) << "nor after a restart";
  again.title = "Another report under the same name";
  EXPECT_THAT(store->record_visit(feed(), {again}).value(), SizeIs(1)) << "what the feed says of it now is news";
}

TEST_F(Retention, LosesNothingByARollback) {
  handle("old", at(1'000));
  ASSERT_TRUE(store->begin());
  ASSERT_EQ(store->sweep({.articles = at(5'000)}, 10)->articles, 1U);
  store->rollback();
  EXPECT_EQ(store->totals()->articles, 1);
  EXPECT_EQ(sweep({.articles = at(5'000)}).articles, 1U);
}

TEST_F(Retention, GivesThePagesBack) {
  for (int i = 0; i < 300; ++i) {
    Article a = fetched_at("old" + std::to_string(i), at(1'000));
    a.body = std::string(8'000, 'x');
    visit({a});
    HandledArticle h = handled(a.id.value);
    h.article = a;
    ASSERT_EQ(store->finish_article(h), true);
  }
  std::int64_t const before = count("PRAGMA page_count");
  sweep({.articles = at(5'000)}, 50);
  EXPECT_LT(count("PRAGMA page_count"), before / 2);
}

TEST_F(Retention, KeepsForEverWhereNothingIsSaid) {
  handle("old", at(1'000));
  Swept const swept = store->sweep({}, 100).value();
  EXPECT_EQ(swept.articles + swept.alerts + swept.silences, 0U);
  EXPECT_FALSE(swept.more);
}

}  // namespace
}  // namespace rasid::store
