#include "daemon/identity/name_keys.h"

#include <gmock/gmock.h>

namespace rasid::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::int64_t half(std::int64_t key) {
  return key >> 32;
}

Article article() {
  Article a;
  a.feed.value = "wire";
  a.guid = "tag:wire,2026:1";
  a.url = "https://wire.example/1";
  a.fingerprint.title = "5f0c";
  return a;
}

TEST(NameKeys, OfOneFeedLieTogetherAndThoseOfAnotherElsewhere) {
  auto const keys = name_keys(article());
  ASSERT_THAT(keys, SizeIs(3));
  std::int64_t const feed = half(keys[0]);
  for (std::int64_t const key : keys) EXPECT_EQ(half(key), feed);
  EXPECT_NE(half(name_key({"other"}, guid_name, "tag:wire,2026:1")), feed);
}

TEST(NameKeys, AreThoseOfItsGuidItsLinkAndItsTitle) {
  EXPECT_THAT(name_keys(article()), ElementsAre(name_key({"wire"}, guid_name, "tag:wire,2026:1"),
                                                name_key({"wire"}, link_name, "https://wire.example/1"),
                                                name_key({"wire"}, title_name, "5f0c")));
}

TEST(NameKeys, KeepALinkThatIsAlsoAGuidApart) {
  EXPECT_NE(name_key({"wire"}, guid_name, "https://wire.example/1"),
            name_key({"wire"}, link_name, "https://wire.example/1"));
}

TEST(NameKeys, OfAnArticleWithoutAnyNameAreNone) {
  EXPECT_THAT(name_keys({}), IsEmpty());
}

TEST(NameKeys, AreStoredAndMustNeverChange) {
  EXPECT_EQ(name_key({"wire"}, guid_name, "1"), 935832652763288959);
}

}  // namespace
}  // namespace rasid::identity
