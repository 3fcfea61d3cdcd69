#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/places/small_world.h"

namespace rasid::places {
namespace {

/// Whether the first mention of the text stands for a government.
bool acts(std::string_view text, std::string_view language) {
  static SmallWorld const world;
  auto const mentions = world.mentions(text, language);
  return !mentions.empty() && mentions[0].for_government;
}

TEST(CapitalForItsGovernment, IsMarkedWhereItDoesWhatGovernmentsDo) {
  EXPECT_TRUE(acts("Tehran fails to contain the militias", "en"));
  EXPECT_TRUE(acts("Washington rejects the offer", "en"));
  EXPECT_TRUE(acts("طهران تندد بالقصف", "ar"));
  EXPECT_TRUE(acts("نددت طهران بالقصف", "ar"));
  EXPECT_TRUE(acts("Тегеран осуждает удар", "ru"));
  EXPECT_TRUE(acts("טהרן מגנה את התקיפה", "he"));
}

TEST(CapitalForItsGovernment, IsAPlaceWhereThingsHappenInIt) {
  EXPECT_FALSE(acts("In Tehran fails were seen", "en"));
  EXPECT_FALSE(acts("A bomb exploded near Tehran", "en"));
  EXPECT_FALSE(acts("وقع انفجار في طهران", "ar"));
  EXPECT_FALSE(acts("Mosul rejects the offer", "en"));  // no capital
}

}  // namespace
}  // namespace rasid::places
