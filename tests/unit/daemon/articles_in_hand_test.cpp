#include "daemon/articles_in_hand.h"

#include <gmock/gmock.h>

namespace rasid {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Article article(std::string id, std::uint32_t revision = 1) {
  Article a;
  a.id.value = std::move(id);
  a.revision = revision;
  return a;
}

std::vector<std::string> names(std::vector<Article> const& articles) {
  std::vector<std::string> out;
  for (Article const& a : articles) out.push_back(a.id.value + "/" + std::to_string(a.revision));
  return out;
}

using Otherwise = ArticlesInHand::Otherwise;

TEST(ArticlesInHand, GivesEachArticleToOneHandlerOnly) {
  ArticlesInHand hand;
  EXPECT_THAT(names(hand.take({article("a"), article("b")}, Otherwise::hold)), ElementsAre("a/1", "b/1"));
  EXPECT_THAT(names(hand.take({article("b"), article("c")}, Otherwise::forget)), ElementsAre("c/1"));
}

TEST(ArticlesInHand, HoldTheNewestEditUntilWhatIsUnderWayIsDone) {
  ArticlesInHand hand;
  hand.take({article("a"), article("b")}, Otherwise::hold);
  EXPECT_THAT(hand.take({article("a", 2)}, Otherwise::hold), IsEmpty());
  EXPECT_THAT(hand.take({article("a", 3)}, Otherwise::hold), IsEmpty());
  EXPECT_THAT(names(hand.done({{"a"}, {"b"}})), ElementsAre("a/3"));
  EXPECT_THAT(hand.take({article("a", 4)}, Otherwise::hold), IsEmpty()) << "the edit is being handled now";
  EXPECT_THAT(names(hand.done({{"a"}})), ElementsAre("a/4"));
  EXPECT_THAT(hand.done({{"a"}}), IsEmpty());
  EXPECT_THAT(names(hand.take({article("a", 5)}, Otherwise::hold)), ElementsAre("a/5"));
}

TEST(ArticlesInHand, AreFreeAgainWhenTheyAreDone) {
  ArticlesInHand hand;
  hand.take({article("a")}, Otherwise::hold);
  EXPECT_THAT(hand.take({article("a")}, Otherwise::forget), IsEmpty());
  EXPECT_THAT(hand.done({{"a"}, {"never taken"}}), IsEmpty());
  EXPECT_THAT(names(hand.take({article("a")}, Otherwise::forget)), ElementsAre("a/1"));
}

}  // namespace
}  // namespace rasid
