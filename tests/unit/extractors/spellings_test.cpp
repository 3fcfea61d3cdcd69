#include "extractors/actors/spellings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::actors {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(Spellings, OfAFamilyNameWithItsArticle) {
  EXPECT_THAT(spellings_of("Mustafa al-Kadhimi", EntityKind::person),
              UnorderedElementsAre("mustafa kadhimi", "mustafa alkadhimi", "mustafa el kadhimi", "al kadhimi mustafa",
                                   "kadhimi mustafa", "alkadhimi mustafa", "el kadhimi mustafa"));
  EXPECT_THAT(spellings_of("al-Kadhimi", EntityKind::person), UnorderedElementsAre("alkadhimi", "el kadhimi"));
  EXPECT_THAT(spellings_of("الكاظمي", EntityKind::person), UnorderedElementsAre("كاظمي"));
}

TEST(Spellings, OfNamesWithAbd) {
  EXPECT_THAT(spellings_of("عادل عبد المهدي", EntityKind::person), Contains("عادل عبدالمهدي"));
  EXPECT_THAT(spellings_of("عادل عبدالمهدي", EntityKind::person), Contains("عادل عبد المهدي"));
}

TEST(Spellings, OfFathersAndSons) {
  EXPECT_THAT(spellings_of("أبو مهدي المهندس", EntityKind::person), Contains("ابي مهدي المهندس"));
  EXPECT_THAT(spellings_of("محمد بن سلمان", EntityKind::person), Contains("محمد ابن سلمان"));
}

TEST(Spellings, OfWordsJoinedOrNot) {
  EXPECT_THAT(spellings_of("حزب\u200cالله", EntityKind::organisation), Contains("حزب الله"));
  EXPECT_THAT(spellings_of("حزب الله", EntityKind::organisation), Contains("حزبالله"));
}

TEST(Spellings, InvertOnlyPersons) {
  EXPECT_THAT(spellings_of("Quds Force", EntityKind::organisation), IsEmpty());
  EXPECT_THAT(spellings_of("Esmail Qaani", EntityKind::person), UnorderedElementsAre("qaani esmail"));
}

TEST(Spellings, NeverIncludeTheListedOneNorAnEmptyOne) {
  for (std::string_view const name : {"", "!", "al", "al-", "عبد", "ال", "A", "el el el"}) {
    EXPECT_THAT(spellings_of(name, EntityKind::person), Not(Contains(std::string(name)))) << name;
    EXPECT_THAT(spellings_of(name, EntityKind::person), Not(Contains(""))) << name;
  }
}

}  // namespace
}  // namespace rasid::actors
