#include "daemon/alerts/sentence_view.h"

#include <gmock/gmock.h>

#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SentenceView view(Report const& report, std::size_t most_code_points = 2000, std::size_t most_highlights = 50) {
  return view_sentence(report.document(), CodePoints(report.document().text()), report.match, most_code_points,
                       most_highlights);
}

std::vector<std::string> marked(Report const& report, SentenceView const& shown) {
  std::vector<std::string> words;
  for (auto const& highlight : shown.highlights) words.emplace_back(report.document().slice(highlight.range));
  return words;
}

TEST(SentenceView, ShowsTheWholeSentenceThatProvesAndMarksOnlyWhatIsInIt) {
  Report report = arabic_report();
  report.prove(report.find("بغداد"), "place:Baghdad", 2);  // in the sentence before
  auto const shown = view(report);
  EXPECT_EQ(report.document().slice(shown.range), "وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب.");
  EXPECT_FALSE(shown.truncated);
  EXPECT_THAT(marked(report, shown), ElementsAre("قآني", "بغداد"));
  EXPECT_EQ(shown.highlights[0].term, "actor:\"Esmail Qaani\"");
}

TEST(SentenceView, MarksInTheOrderOfTheTextAndTheSameWordsOncePerTerm) {
  Report report("", "The commander met them in Baghdad.", "en");
  report.prove(report.find("Baghdad"), "place:Iraq")
      .prove(report.find("commander"), "commander")
      .prove(report.find("Baghdad"), "place:Baghdad")
      .prove(report.find("Baghdad"), "place:Iraq");
  auto const shown = view(report);
  EXPECT_THAT(marked(report, shown), ElementsAre("commander", "Baghdad", "Baghdad"));
  EXPECT_NE(shown.highlights[1].term, shown.highlights[2].term);
}

TEST(SentenceView, MarksNoMoreThanItIsAllowed) {
  Report report("", "Baghdad Baghdad Baghdad.", "en");
  for (int i = 0; i < 3; ++i) report.prove(report.find("Baghdad", i), "place:Baghdad");
  EXPECT_THAT(view(report, 2000, 2).highlights, ElementsAre(Highlight{report.find("Baghdad", 0), "place:Baghdad"},
                                                            Highlight{report.find("Baghdad", 1), "place:Baghdad"}));
}

/// A sentence of 600 words and about 3,600 code points; `words` replace the given ones.
std::string long_sentence(std::map<int, std::string> const& words) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += (words.contains(i) ? words.at(i) : "كلمةٌ") + " ";
  return text + "آخر.";
}

TEST(SentenceView, OfALongSentenceShowsTheStretchWithTheMostEvidence) {
  Report report("", long_sentence({{3, "طهران"}, {420, "قآني"}, {430, "بغداد"}}), "ar");
  report.prove(report.find("طهران"), "a").prove(report.find("قآني"), "b").prove(report.find("بغداد"), "c");
  auto const shown = view(report, 500);
  EXPECT_TRUE(shown.truncated);
  EXPECT_EQ(length(report.document().slice(shown.range)), 500);
  EXPECT_THAT(marked(report, shown), ElementsAre("قآني", "بغداد"));
  EXPECT_TRUE(report.document().sentences()[0].contains(shown.range));
  EXPECT_GT(shown.highlights[0].range.begin, shown.range.begin) << "some words stand before the first mark";
}

TEST(SentenceView, OfALongSentenceKeepsToItsEnds) {
  for (int const at : {0, 599}) {
    Report report("", long_sentence({{at, "قآني"}}), "ar");
    report.prove(report.find("قآني"), "a");
    auto const shown = view(report, 500);
    EXPECT_EQ(length(report.document().slice(shown.range)), 500) << at;
    EXPECT_THAT(marked(report, shown), ElementsAre("قآني")) << at;
    EXPECT_TRUE(report.document().sentences()[0].contains(shown.range)) << at;
  }
}

TEST(SentenceView, CutsEvidenceLongerThanWhatIsShownToIt) {
  Report report("", long_sentence({}), "ar");
  report.prove(report.document().sentences()[0], "a");
  auto const shown = view(report, 500);
  ASSERT_EQ(shown.highlights.size(), 1U);
  EXPECT_EQ(shown.highlights[0].range, shown.range);
}

TEST(SentenceView, WithoutEvidenceShowsTheBeginning) {
  Report const report("", long_sentence({}), "ar");
  auto const shown = view(report, 500);
  EXPECT_EQ(shown.range.begin, 0U);
  EXPECT_THAT(shown.highlights, IsEmpty());
}

TEST(SentenceView, OfAnEmptyTextIsEmptyAndOfASentenceThatIsNotThereTheLast) {
  EXPECT_TRUE(view(Report("", "", "")).range.empty());
  Report report("", "One. Two.", "en");
  report.match.sentence = 99;
  EXPECT_EQ(report.document().slice(view(report).range), "Two.");
}

struct DirectionCase {
  char const* says;
  char const* text;
  char const* language;
  char const* direction;
};
class Direction : public testing::TestWithParam<DirectionCase> {};

TEST_P(Direction, IsThatOfMostLetters) {
  EXPECT_EQ(direction_of(GetParam().text, GetParam().language), GetParam().direction);
}

INSTANTIATE_TEST_SUITE_P(
    , Direction,
    testing::Values(DirectionCase{"Arabic", "وصل قآني إلى بغداد", "ar", "rtl"},
                    DirectionCase{"Hebrew", "קאאני הגיע לבגדד", "he", "rtl"},
                    DirectionCase{"English", "Qaani arrived in Baghdad", "en", "ltr"},
                    DirectionCase{"ArabicThatBeginsWithALatinName", "BBC: وصل قآني إلى بغداد", "ar", "rtl"},
                    DirectionCase{"EnglishThatQuotesArabic", "He is known as قآني in the region", "ar", "ltr"},
                    DirectionCase{"DigitsOnlyOfAnArabicReport", "2020 - 06", "ar", "rtl"},
                    DirectionCase{"PersianDigitsByTheLanguage", "۱۳۹۹", "fa", "rtl"},
                    DirectionCase{"NothingKnown", "", "", "ltr"},
                    DirectionCase{"NotALanguage", "42", "\xFF-nonsense-that-is-no-tag", "ltr"}),
    [](auto const& i) { return i.param.says; });

}  // namespace
}  // namespace rasid::alerts
