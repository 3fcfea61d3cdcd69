#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/places/small_world.h"

namespace rasid::places {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

/// A text, and the mention that it must give.
struct Case {
  char const* says;
  char const* language;
  char const* text;
  char const* mention;
};

class Resolution : public testing::TestWithParam<Case> {
 protected:
  static SmallWorld const& world() {
    static SmallWorld const one;
    return one;
  }
};

TEST_P(Resolution, ChoosesThePlaceThatTheTextMeans) {
  EXPECT_THAT(world().found(GetParam().text, GetParam().language), Contains(GetParam().mention));
}

INSTANTIATE_TEST_SUITE_P(
    , Resolution,
    testing::Values(
        Case{"PopulationWhereNothingElseSpeaks", "en", "A march was held in Paris on Friday.", "Paris=FR/Paris"},
        Case{"WhatContainsItAfterAComma", "en", "A march was held in Paris, Texas, on Friday.", "Paris=US/Paris"},
        Case{"WhatContainsItInBrackets", "en", "They met in Lebanon (Pennsylvania) on Friday.", "Lebanon=US/Lebanon"},
        Case{"ACountryWhereOnlyItsNameStands", "en", "They met in Lebanon on Friday.", "Lebanon=LB/Lebanon"},
        Case{"ADemonymBeforeIt", "en", "An earthquake struck the Turkish city of Van.", "Van=TR/Van"},
        Case{"TheSameAgainLaterInTheText", "en", "He was born in Paris, Texas. He left Paris in 1990.",
             "Paris=US/Paris"},
        Case{"AnotherPlaceInTheArticle", "en", "Shells fell near Beirut's north in Lebanon. Then Tripoli was calm.",
             "Tripoli=LB/Tripoli"},
        Case{"ArabicByTheCountryNamed", "ar", "زار قاآني القنيطرة في سوريا أمس.", "القنيطرة=SY/Quneitra"},
        Case{"ArabicByPopulation", "ar", "افتتح مصنع في القنيطرة أمس.", "القنيطرة=MA/Kenitra"},
        Case{"ArabicByADemonym", "ar", "قصف الجيش السوري مواقع قرب القنيطرة.", "القنيطرة=SY/Quneitra"},
        Case{"ArabicCapitalOfAnotherCountry", "ar", "اندلعت اشتباكات في طرابلس شمال لبنان.", "طرابلس=LB/Tripoli"},
        Case{"RussianByADemonym", "ru", "В ливанском городе Триполи прошли протесты.", "Триполи=LB/Tripoli"},
        Case{"RussianByTheCountry", "ru", "Кунейтра и Дамаск. Сирия сообщила о боях.", "Кунейтра=SY/Quneitra"},
        Case{"HebrewByTheCountry", "he", "הפגנות פרצו בטריפולי שבצפון לבנון.", "טריפולי=LB/Tripoli"},
        Case{"HebrewByPopulation", "he", "ספינה עגנה בטריפולי אתמול.", "טריפולי=LY/Tripoli"},
        Case{"PersianCity", "fa", "زلزله‌ای در کرج رخ داد.", "کرج=IR/Karaj"},
        Case{"PersianCapital", "fa", "جلسه در بغداد برگزار شد.", "بغداد=IQ/Baghdad"}),
    [](auto const& each) { return each.param.says; });

class ResolvedMention : public testing::Test {
 protected:
  SmallWorld world_;
};

TEST_F(ResolvedMention, SaysWhatElseItCouldHaveBeenAndHowSureItIs) {
  auto const mentions = world_.mentions("A march was held in Tripoli on Friday.");
  ASSERT_EQ(mentions.size(), 1U);
  ASSERT_EQ(mentions[0].runners_up.size(), 1U);
  EXPECT_EQ(world_.catalogue().country(mentions[0].entity), "LY");
  EXPECT_EQ(world_.catalogue().country(mentions[0].runners_up[0]), "LB");
  auto const clear = world_.mentions("A march was held in Mosul on Friday.");
  ASSERT_EQ(clear.size(), 1U);
  EXPECT_LT(mentions[0].confidence, clear[0].confidence);
}

TEST_F(ResolvedMention, LeansToTheFeedsHomeWherePopulationsAreNear) {
  EXPECT_THAT(world_.found("A march was held in Tripoli on Friday.", "en", "LB"), ElementsAre("Tripoli=LB/Tripoli"));
}

TEST_F(ResolvedMention, TakesNoListOfCountriesForVillagesInsideEachOther) {
  EXPECT_THAT(world_.found("Envoys came from Lebanon, United States, France and Iraq."),
              Contains("Lebanon=LB/Lebanon"));
}

TEST_F(ResolvedMention, IsTheSameEveryTime) {
  std::string const text = "From Paris, Texas to Van and Tripoli: Springfield, Vermont and Lebanon, Pennsylvania.";
  EXPECT_EQ(world_.mentions(text), world_.mentions(text));
  EXPECT_THAT(world_.found(text), Not(testing::IsEmpty()));
}

TEST_F(ResolvedMention, HasBoundsOnATextThatIsNothingButNames) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += "Paris, Texas; Tripoli, Lebanon; Van, Springfield, Vermont. القنيطرة في سوريا. ";
  EXPECT_GT(world_.mentions(text).size(), 10'000U);
}

}  // namespace
}  // namespace rasid::places
