#include "daemon/identity/recognise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/identity/fingerprint.h"

namespace rasid::identity {
namespace {

using testing::ElementsAre;

constexpr Timestamp monday{std::chrono::days{18'442}};
constexpr Timestamp tuesday{std::chrono::days{18'443}};
constexpr char const* visit =
    "The commander of the Quds Force came to Baghdad on Monday and met the heads of the factions";
constexpr char const* rain = "Heavy rain is expected over the northern mountains while the coast stays dry and warm";
constexpr char const* market =
    "Shares fell for a third day as oil prices slid and investors waited for the central bank";

struct Case {
  std::string guid, url, title, body;
  std::optional<Timestamp> published = monday;
  bool partial = false;
};

Article item(Case const& c) {
  Article a;
  a.guid = c.guid;
  a.url = c.url;
  a.title = c.title;
  a.body = c.body;
  a.published = c.published;
  a.partial = c.partial;
  a.id.value = !c.guid.empty() ? "g" + c.guid : !c.url.empty() ? "l" + c.url : "t" + c.title;
  a.fingerprint = fingerprint_of(c.title, c.body);
  return a;
}

Known known(Case const& c) {
  Article const a = item(c);
  return {a.id, a.guid, a.url, a.published, a.fingerprint, a.partial};
}

/// For each item the index of the article it is, -1 for a new one, -2 for a repeat.
std::vector<int> recognised(std::vector<Case> const& articles, std::vector<Case> const& document) {
  std::vector<Known> all;
  for (Case const& c : articles) all.push_back(known(c));
  std::vector<Article> items;
  for (Case const& c : document) items.push_back(item(c));
  std::vector<int> out;
  for (Recognised const& r : recognise(items, all))
    out.push_back(r.repeat ? -2 : r.known ? static_cast<int>(*r.known) : -1);
  return out;
}

TEST(Recognise, KnowsAnItemByItsGuidAndLinkWhateverBecameOfItsText) {
  EXPECT_THAT(recognised({{"1", "http://a/1", "Qaani", visit}}, {{"1", "http://a/1", "Correction", rain}}),
              ElementsAre(0));
}

TEST(Recognise, KnowsAnItemWhoseGuidChanged) {
  EXPECT_THAT(recognised({{"http://a/1#0", "http://a/1", "Qaani in Baghdad", visit}},
                         {{"http://a/1#1", "http://a/1", "Qaani in Baghdad", visit}}),
              ElementsAre(0));
  EXPECT_THAT(
      recognised({{"http://a/1#0", "http://a/1", "Qaani in Baghdad", visit}},
                 {{"http://a/1#1", "http://a/1", "Qaani meets the factions", std::string(visit) + " and left"}}),
      ElementsAre(0));
  EXPECT_THAT(recognised({{"", "http://a/1", "Qaani", visit}}, {{"new", "http://a/1", "Qaani", rain, tuesday}}),
              ElementsAre(0))
      << "a feed that begins to give GUIDs";
}

TEST(Recognise, KnowsAnItemWhoseLinkChanged) {
  EXPECT_THAT(recognised({{"1", "http://a/slug", "Qaani", visit}}, {{"1", "http://a/other-slug", "Qaani", visit}}),
              ElementsAre(0));
  EXPECT_THAT(recognised({{"1", "http://a/slug", "Qaani", visit}},
                         {{"1", "http://a/other-slug", "Another headline", std::string(visit) + " today", tuesday}}),
              ElementsAre(0));
}

TEST(Recognise, KnowsAnItemThatMovedWithGuidAndLink) {
  EXPECT_THAT(recognised({{"1", "http://a/1", "Qaani", visit}}, {{"x", "https://b/x", "Qaani", visit}}),
              ElementsAre(0));
  EXPECT_THAT(recognised({{"1", "http://a/1", "Weather", rain}}, {{"2", "http://a/2", "Weather", rain, tuesday}}),
              ElementsAre(-1))
      << "the same forecast on another day is another report";
}

TEST(Recognise, TakesAnItemUnderAUsedGuidForANewArticleWhenItSaysSomethingElse) {
  EXPECT_THAT(recognised({{"site", "http://a/1", "Qaani", visit}}, {{"site", "http://a/2", "Rain", rain, tuesday}}),
              ElementsAre(-1));
  EXPECT_THAT(recognised({{"1", "http://a/live", "Qaani", visit}}, {{"2", "http://a/live", "Rain", rain, tuesday}}),
              ElementsAre(-1));
}

TEST(Recognise, TellsItemsOfOneGuidApartInOneDocument) {
  EXPECT_THAT(recognised({}, {{"1", "http://a/1", "Qaani", visit}, {"1", "http://a/2", "Rain", rain}}),
              ElementsAre(-1, -1));
  EXPECT_THAT(recognised({}, {{"1", "", "Qaani", visit}, {"1", "", "Rain", rain}}), ElementsAre(-1, -1));
  std::vector<Case> const both{{"1", "", "Qaani", visit}, {"1", "", "Rain", rain}};
  EXPECT_THAT(recognised(both, {both[1], both[0]}), ElementsAre(1, 0)) << "in any order";
  EXPECT_THAT(recognised(both, {{"1", "", "Shares", market}, both[1]}), ElementsAre(-1, 1));
  EXPECT_THAT(recognised(both, {{"1", "", "Rain", std::string(rain) + " again"}, both[0]}), ElementsAre(1, 0));
}

TEST(Recognise, KeepsRasidsOwnReportsOfAFeedApart) {
  EXPECT_THAT(recognised({{"rasid:health:1:failing", "http://a/rss", "The feed has failed for 3h", visit}},
                         {{"rasid:health:2:failing", "http://a/rss", "The feed has failed for 3h", visit}}),
              ElementsAre(-1));
}

TEST(Recognise, DoesNotTakeTheFrontPageForAnIdentity) {
  EXPECT_THAT(recognised({{"", "http://a.example/", "Qaani", visit}}, {{"", "http://a.example/", "Rain", rain}}),
              ElementsAre(-1));
}

TEST(Recognise, DoesNotMindTheOrderOfTheList) {
  std::vector<Case> const three{
      {"1", "http://a/1", "Qaani", visit}, {"2", "http://a/2", "Rain", rain}, {"3", "http://a/3", "Shares", market}};
  EXPECT_THAT(recognised(three, {three[2], three[0], three[1]}), ElementsAre(2, 0, 1));
}

TEST(Recognise, PassesOverAnItemThatIsListedTwice) {
  Case const one{"1", "http://a/1", "Qaani", visit};
  EXPECT_THAT(recognised({}, {one, one}), ElementsAre(-1, -2));
  EXPECT_THAT(recognised({}, {one, {"2", "http://a/1", "Qaani", visit}}), ElementsAre(-1, -2));
  EXPECT_THAT(recognised({one}, {one, one}), ElementsAre(0, -2));
  EXPECT_THAT(recognised({}, {one, {"2", "http://a/2", "Qaani", visit}}), ElementsAre(-1, -1))
      << "the same text published twice: the story joins them, not the identity";
}

TEST(Recognise, GivesAnArticleToTheItemMostLikeIt) {
  EXPECT_THAT(recognised({{"1", "http://a/1", "Qaani", visit}},
                         {{"1", "http://a/2", "Qaani", std::string(visit) + " once more"},
                          {"1", "http://a/1", "Qaani", visit}}),
              ElementsAre(-1, 0));
}

TEST(Recognise, KnowsWhatWasStoredBeforeThereWereFingerprintsByItsNames) {
  Known old = known({"1", "http://a/1", "Qaani", visit});
  old.fingerprint = {};
  std::vector<Article> const items{item({"1", "http://a/1", "Qaani", visit})};
  EXPECT_EQ(recognise(items, std::vector{old})[0].known, 0U);
}

TEST(Recognise, KnowsThePartThatBrokeOffInTheWhole) {
  EXPECT_THAT(
      recognised({{"", "", "Qaani in Baghdad", "The commander of the Quds Force came to Baghdad on", monday, true}},
                 {{"1", "http://a/1", "Qaani in Baghdad", visit}}),
      ElementsAre(0));
}

TEST(Recognise, StaysFastWhereEverythingSharesOneName) {
  std::vector<Case> articles, document;
  for (int i = 0; i < 32; ++i) articles.push_back({"1", "http://a/", "Title", "text number " + std::to_string(i)});
  for (int i = 0; i < 2'000; ++i)
    document.push_back({"1", "http://a/", "Title", "another number " + std::to_string(i)});
  EXPECT_EQ(recognised(articles, document).size(), 2'000U);
}

}  // namespace
}  // namespace rasid::identity
