#include "extractors/text/fold.h"

#include <gtest/gtest.h>

#include "extractors/model/utf8.h"

namespace rasid::text {
namespace {

struct FoldCase {
  std::string_view says;
  std::string_view written;
  std::string_view folded;
};

class Fold : public testing::TestWithParam<FoldCase> {};

TEST_P(Fold, GivesOneFormToWhatWritersVary) {
  EXPECT_EQ(fold(GetParam().written), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    , Fold,
    testing::Values(
        FoldCase{"CaseAndMarksOfLatin", "ÉMIGRÉ Çağlayan Ångström", "emigre caglayan angstrom"},
        FoldCase{"MarksWrittenApart", "e\u0301migre\u0301", "emigre"},
        FoldCase{"LatinLettersWithoutDecomposition", "Øresund Łódź Straße Œuvre Æsir Þór Đức ılıca İzmir Əliyev",
                 "oresund lodz strasse oeuvre aesir thor duc ilica izmir aliyev"},
        FoldCase{"CompatibilityForms", "ＱＡＡＮＩ ﬁne 𝐐𝐚𝐚𝐧𝐢 Ⓐ x²", "qaani fine qaani a x2"},
        FoldCase{"ArabicMarksAndTatweel", "قـــآنِيٌّ الرَّحْمٰن", "قاني الرحمن"},
        FoldCase{"AlefAndHamzaSeats", "أحمد إبراهيم آل ٱلله مؤيد قائد", "احمد ابراهيم ال الله مويد قايد"},
        FoldCase{"SpellingsOfQaani", "قآني قاآني قاني قاآنی", "قاني قاني قاني قاني"},
        FoldCase{"LoneHamza", "بهاء علاء", "بها علا"},
        FoldCase{"TaMarbutaAndItsKin", "القنيطرة القنيطره خانۀ", "القنيطره القنيطره خانه"},
        FoldCase{"PersianAndUrduTwins", "کیهان علی ہے", "كيهان علي هي"},
        FoldCase{"PresentationForms", "ﻗﺂﻧﻲ ﻻ ﷲ", "قاني لا الله"},
        FoldCase{"DigitsOfAllScripts", "٢٩ ۲۹ २९ ２９", "29 29 29 29"},
        FoldCase{"JoinersAndDirections", "حزب\u200cالله \u200fقآني\u200e soft\u00adhyphen", "حزبالله قاني softhyphen"},
        FoldCase{"HebrewPointsAndFinals", "שָׁלוֹם ארץ", "שלומ ארצ"},
        FoldCase{"HebrewAcronymsAndGeresh", "צה\"ל חמ״ל ח'אמנאי ג׳נין", "צהל חמל חאמנאי גנינ"},
        FoldCase{"HebrewMaqafAndQuotes", "בית־לחם \"הארץ\"", "בית לחמ הארצ"},
        FoldCase{"Cyrillic", "Королёв Кааний Ѓорѓи", "королев кааний горги"},
        FoldCase{"CyrillicMarksWrittenApart", "Сергеи\u0306", "сергей"},
        FoldCase{"Greek", "Κυριάκος ΜΗΤΣΟΤΆΚΗΣ", "κυριακοσ μητσοτακησ"},
        FoldCase{"ApostrophesInsideWords", "Qa'ani Qa’ani Qaʿani O‘Brien", "qaani qaani qaani obrien"},
        FoldCase{"ApostrophesAroundWords", "'Qaani' the Houthis' ‘quoted’", "qaani the houthis quoted"},
        FoldCase{"HyphensSplit", "al-Kadhimi al‐Kadhimi", "al kadhimi al kadhimi"},
        FoldCase{"PunctuationIsOneSpaceAndNoneAtTheEnds", "  «Baghdad»,  (Iraq)! ", "baghdad iraq"},
        FoldCase{"SignsThatWouldGlueOrSplitWords", "Rasid™ ½ ﷺ 😀ok", "rasid ok"},
        FoldCase{"IdeographsStandAlone", "北京市长", "北 京 市 长"},
        FoldCase{"KanaSplitsWhereItChanges", "バグダッドで", "ハ\u3099ク\u3099タ\u3099ット\u3099 て\u3099"},
        FoldCase{"IndicVowelsStay", "दिल्ली", "दिल्ली"}),
    [](auto const& i) { return std::string(i.param.says); });

TEST(FoldMap, LeadsBackToTheOriginalByte) {
  std::string const text = "قال  «قـآنِي»";
  Folded const folded = fold_with_map(text);
  ASSERT_EQ(folded.text, "قال قاني");
  ASSERT_EQ(folded.origin.size(), folded.text.size() + 1);
  EXPECT_EQ(folded.origin[0], 0U);
  EXPECT_EQ(folded.origin[6], 6U);                 // the separators begin after قال
  EXPECT_EQ(folded.origin[7], text.find("ق", 2));  // ق of قآني
  EXPECT_EQ(folded.origin[9], text.find("آ"));     // after the tatweel
  EXPECT_EQ(folded.origin.back(), text.size());
}

TEST(FoldMap, GivesEachByteOfAnExpansionTheSameOrigin) {
  Folded const folded = fold_with_map("aßb");
  EXPECT_EQ(folded.text, "assb");
  EXPECT_EQ(folded.origin, (std::vector<std::uint32_t>{0, 1, 1, 3, 4}));
}

TEST(FoldMap, TakesIllFormedBytesForSeparators) {
  EXPECT_EQ(fold("a\xFF\xD9z"), "a z");
  EXPECT_EQ(fold("\xD9"), "");
  EXPECT_EQ(fold("قا\xD9"), "قا");
  EXPECT_EQ(fold(std::string_view("a\0b", 3)), "a b");
}

TEST(FoldMap, IsStableOnceFolded) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    std::string text = "a";
    append(text, c);
    text += "b ";
    append(text, c);
    std::string const once = fold(text);
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace rasid::text
