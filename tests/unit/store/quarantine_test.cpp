#include "daemon/store/quarantine.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/store/schema.h"
#include "daemon/store/store_error.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Quarantine : public StoreTest {
 protected:
  /// The daemon ends each time it works on the article.
  void use_up_attempts(ArticleId const& id) {
    for (std::uint32_t attempt = 1; attempt < most_attempts; ++attempt) {  // its arrival was the first
      ASSERT_EQ(store->begin_again(id, at(0)), true) << attempt;
      reopen();
    }
  }
};

TEST_F(Quarantine, TakesWhatWasBegunThreeTimesAndNeverEnded) {
  visit({article("poison"), article("good")});
  use_up_attempts({"poison"});
  EXPECT_THAT(ids(*store->unhandled_articles(9, {})), ElementsAre("poison", "good"));
  EXPECT_EQ(store->begin_again({"poison"}, at(7'000)), false);
  EXPECT_THAT(ids(*store->unhandled_articles(9, {})), ElementsAre("good")) << "the others go on";
  EXPECT_EQ(store->totals()->unhandled, 1);
  auto const list = quarantined(file);
  ASSERT_TRUE(list) << list.error().message();
  ASSERT_THAT(*list, SizeIs(1)) << "read beside the open store";
  EXPECT_EQ(list->at(0).article.value, "poison");
  EXPECT_EQ(list->at(0).feed.value, "aljarida");
  EXPECT_EQ(list->at(0).attempts, most_attempts);
  EXPECT_EQ(list->at(0).since, at(7'000));
}

TEST_F(Quarantine, ForgetsAttemptsThatEndedForAnotherReason) {
  visit({article("innocent")});
  use_up_attempts({"innocent"});
  ASSERT_TRUE(store->forgive_attempts());
  EXPECT_EQ(store->begin_again({"innocent"}, at(7'000)), true);
  EXPECT_THAT(*quarantined(file), IsEmpty());
}

TEST_F(Quarantine, LetsGoWhatAnOperatorReleases) {
  visit({article("poison")});
  use_up_attempts({"poison"});
  ASSERT_EQ(store->begin_again({"poison"}, at(7'000)), false);
  EXPECT_EQ(store->release_quarantined({"stranger"}), 0U);
  EXPECT_EQ(store->release_quarantined({}), 1U);
  EXPECT_THAT(*quarantined(file), IsEmpty());
  EXPECT_THAT(ids(*store->unhandled_articles(9, {})), ElementsAre("poison"));
  EXPECT_EQ(store->begin_again({"poison"}, at(8'000)), true);
  EXPECT_EQ(store->totals()->unhandled, 1);
}

TEST_F(Quarantine, GivesAnEditedArticleAnotherChance) {
  visit({article("poison")});
  use_up_attempts({"poison"});
  ASSERT_EQ(store->begin_again({"poison"}, at(7'000)), false);
  Article edited = article("poison");
  edited.body = "entirely other words";
  visit({edited});
  EXPECT_THAT(*quarantined(file), IsEmpty());
  EXPECT_THAT(ids(*store->unhandled_articles(9, {})), ElementsAre("poison"));
}

TEST_F(Quarantine, IsRefusedOfWhatIsNotThere) {
  EXPECT_EQ(quarantined(folder / "no.db").error().code, std::errc::no_such_file_or_directory);
  {
    SQLite::Database other((folder / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  }
  EXPECT_EQ(quarantined(folder / "other.db").error().code, StoreError::not_rasid);
  EXPECT_EQ(store->begin_again({"stranger"}, at(0)).error().code, StoreError::unknown_article);
}

}  // namespace
}  // namespace rasid::store
