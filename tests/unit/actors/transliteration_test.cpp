#include "extractors/actors/transliteration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/actors/romanisation.h"

namespace rasid::actors {
namespace {

using testing::Contains;
using testing::Each;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> texts(std::vector<Spelled> const& all) {
  std::vector<std::string> out;
  for (Spelled const& each : all) out.push_back(each.text);
  return out;
}

struct Carried {
  char const* latin;
  Script to;
  char const* wanted;
};

class CarriedNames : public testing::TestWithParam<Carried> {};

TEST_P(CarriedNames, AreAmongTheTwelveLikeliest) {
  Transliteration const table(transliteration_table);
  EXPECT_THAT(texts(table.from_latin(GetParam().latin, GetParam().to, 12)), Contains(GetParam().wanted));
}

INSTANTIATE_TEST_SUITE_P(
    , CarriedNames,
    testing::Values(Carried{"hassan", Script::arabic, "حسن"}, Carried{"karim", Script::arabic, "كريم"},
                    Carried{"nasser", Script::arabic, "ناصر"}, Carried{"salman", Script::arabic, "سلمان"},
                    Carried{"hassan", Script::cyrillic, "хассан"}, Carried{"karim", Script::cyrillic, "карим"},
                    Carried{"donald", Script::cyrillic, "дональд"}, Carried{"karim", Script::hebrew, "כרימ"},
                    Carried{"donald", Script::hebrew, "דונלד"}, Carried{"salman", Script::hebrew, "סלמאנ"}));

TEST(Transliteration, GoesBackToLatinAndGuessesVowels) {
  Transliteration const table(transliteration_table);
  EXPECT_THAT(texts(table.to_latin("карим", Script::cyrillic, 8)), Contains("karim"));
  EXPECT_THAT(texts(table.to_latin("سلمان", Script::arabic, 16)), Contains("salman"));
}

TEST(Transliteration, OrdersByLikelihood) {
  Transliteration const table(transliteration_table);
  auto const all = table.from_latin("mohammed", Script::arabic, 8);
  ASSERT_THAT(all, SizeIs(8));
  EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, &Spelled::score));
  EXPECT_EQ(all[0].text, "محمد");
}

TEST(Transliteration, AnswersNothingToWhatItCannotRead) {
  Transliteration const table(transliteration_table);
  EXPECT_THAT(table.from_latin("", Script::arabic, 8), IsEmpty());
  EXPECT_THAT(table.from_latin("名", Script::arabic, 8), IsEmpty());
  EXPECT_THAT(table.from_latin(std::string(10'000, 'a'), Script::arabic, 8), IsEmpty());
  EXPECT_THAT(table.from_latin("karim", Script::other, 8), IsEmpty());
  EXPECT_THAT(table.to_latin("\xFF\xFE", Script::arabic, 8), IsEmpty());
}

TEST(Transliteration, LeavesDamagedLinesOfATableOut) {
  Transliteration const table("ar\t3\ta\tا\t10\nar\t3\nar\t3\tb\tب\tmany\n\n# ar\t3\tc\tس\t1\nar\t3\tc\t\t-4\n");
  EXPECT_EQ(texts(table.from_latin("a", Script::arabic, 8)), std::vector<std::string>{"ا"});
  EXPECT_THAT(table.from_latin("b", Script::arabic, 8), IsEmpty());
  EXPECT_THAT(table.from_latin("c", Script::arabic, 8), IsEmpty());
}

TEST(Romanisations, FollowTheHabitsOfThePress) {
  EXPECT_THAT(texts(romanisations("qaani", 24)), Contains("ghaani"));
  EXPECT_THAT(texts(romanisations("qaani", 24)), Contains("kaani"));
  EXPECT_THAT(texts(romanisations("mahmoud", 24)), Contains("mahmud"));
  EXPECT_THAT(texts(romanisations("hussein", 24)), Contains("husein"));
  EXPECT_THAT(texts(romanisations("hussein", 24)), Contains("hussain"));
  EXPECT_THAT(texts(romanisations("mohammed", 24)), Contains("mohamed"));
  EXPECT_THAT(texts(romanisations("raisi", 24)), Contains("raysi"));
  EXPECT_THAT(texts(romanisations("fatemeh", 24)), Contains("fatemah"));
}

TEST(Romanisations, BeginWithTheWordItselfAndStayFew) {
  auto const all = romanisations("abdollahian", 16);
  ASSERT_THAT(all, SizeIs(16));
  EXPECT_EQ(all[0], (Spelled{"abdollahian", 0}));
}

TEST(Romanisations, OfShortOrForeignWordsAreTheWordAlone) {
  EXPECT_THAT(romanisations("li", 16), SizeIs(1));
  EXPECT_THAT(romanisations("карим", 16), SizeIs(1));
  EXPECT_THAT(romanisations(std::string(5'000, 'o'), 16), SizeIs(1));
}

}  // namespace
}  // namespace rasid::actors
