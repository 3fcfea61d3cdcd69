#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

struct TextCase {
  std::string says;
  std::string when;
  std::string body;
  std::string words;  // of the evidence, or "no match"
};
class Words : public testing::TestWithParam<TextCase> {};

TEST_P(Words, AreFoundAsPeopleMeanThem) {
  EXPECT_EQ(words_of(GetParam().when, Report(GetParam().body)), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    , Words,
    testing::Values(
        TextCase{"CaseDoesNotMatter", "DEPLOYED", "Troops deployed.", "deployed"},
        TextCase{"OnlyWholeWords", "deploy", "Troops deployed.", "no match"},
        TextCase{"Prefix", "deploy*", "Deployment: troops deployed, redeployed.", "Deployment | deployed"},
        TextCase{"Possessive", "Qaani", "It was Qaani's order.", "Qaani"},
        TextCase{"Exact", "=US", "It told us that the US left.", "US"},
        TextCase{"ExactPhrase", "=\"US Army\"", "The us army, the US Army, the US army.", "US Army"},
        TextCase{"Phrase", "\"green zone\"", "The zone is green; the Green Zone is not.", "Green Zone"},
        TextCase{"PhraseWithAnEnding", "\"Esmail Qaani\"", "Esmail Qaani's visit.", "Esmail Qaani"},
        TextCase{"PhraseWithAStar", "\"militia fight*\"", "A militia fighter. Militia fights.",
                 "militia fighter | Militia fights"},
        TextCase{"PhrasesStayInASentence", "\"green zone\"", "It was green. Zone leaders came.", "no match"},
        TextCase{"HyphenatedWord", "al-Kadhimi", "Mustafa Al Kadhimi spoke.", "Al Kadhimi"},
        TextCase{"ArabicConjunction", "انتشار", "وانتشار القوات.", "انتشار"},
        TextCase{"ArabicArticle", "انتشار", "بدأ الانتشار.", "انتشار"},
        TextCase{"ArabicArticleInTheCondition", "الانتشار", "انتشار القوات، والانتشار، وللانتشار.",
                 "الانتشار | انتشار"},
        TextCase{"ArabicMarks", "محمّد", "قال محمد.", "محمد"},
        TextCase{"ArabicPhrase", "\"المنطقة الخضراء\"", "في المنطقة الخضراء وبالمنطقة الخضراء.",
                 "المنطقة الخضراء | المنطقة الخضراء"},
        TextCase{"ArabicPhraseTakesTheArticle", "\"فصائل مسلحة\"", "دخلت الفصائل المسلحة.", "فصائل المسلحة"},
        TextCase{"ArabicPhraseTakesNoConjunctionInside", "\"سوريا لبنان\"", "زار سوريا ولبنان.", "no match"},
        TextCase{"Persian", "دانشگاه", "دانشگاه تهران", "دانشگاه"},
        TextCase{"PersianLetterTwins", "کردستان", "في كردستان", "كردستان"},
        TextCase{"Hebrew", "ממשלה", "החליטה הממשלה.", "ממשלה"},
        TextCase{"HebrewAcronym", "צה\"ל", "דובר צה״ל אמר.", "צה״ל"},
        TextCase{"Russian", "БАГДАД", "Взрыв: Багдад.", "Багдад"},
        TextCase{"RussianPrefix", "Багдад*", "В Багдаде взрыв.", "Багдаде"},
        TextCase{"SideBySide", "raid rocket*", "A raid. Then rockets.", "raid | rockets"},
        TextCase{"SideBySideNeedsBoth", "raid rocket*", "A raid.", "no match"},
        TextCase{"OrShowsAllTrueSides", "raid OR rocket* OR flood", "Rockets after a raid.", "Rockets | raid"},
        TextCase{"NotRefuses", "raid NOT drill", "The raid was a drill.", "no match"},
        TextCase{"NotGivesNoEvidence", "raid NOT drill", "A raid.", "raid"},
        TextCase{"Sentence", "sentence(raid baghdad)", "A raid. In Baghdad. Raid in Baghdad!", "Raid | Baghdad"},
        TextCase{"SentenceNeedsOne", "sentence(raid baghdad)", "A raid. In Baghdad.", "no match"},
        TextCase{"PhraseInASentence", "sentence(\"green zone\" raid)", "Green Zone. Raid.", "no match"},
        TextCase{"NotInsideASentence", "sentence(raid NOT drill)", "A raid drill. A real raid.", "raid"},
        TextCase{"NotOutsideASentence", "sentence(raid) NOT drill", "A raid drill. A real raid.", "no match"},
        TextCase{"BestSentenceIsShown", "sentence(raid OR rocket*)", "A raid. A raid and rockets.", "raid | rockets"},
        TextCase{"Paragraph", "paragraph(raid baghdad)", "A raid. It was in Baghdad.\n\nBaghdad is calm.",
                 "raid | Baghdad"},
        TextCase{"ParagraphsApart", "paragraph(raid baghdad)", "A raid.\n\nBaghdad is calm.", "no match"},
        TextCase{"SentenceInsideAParagraph", "paragraph(calm sentence(raid baghdad))",
                 "Calm. A raid. Baghdad.\n\nCalm. A raid in Baghdad.", "Calm | raid | Baghdad"},
        TextCase{"ParagraphInsideASentenceIsTheSentence", "sentence(raid paragraph(baghdad))", "A raid. Baghdad.",
                 "no match"},
        TextCase{"NothingToFindInNothing", "raid", "", "no match"}),
    [](auto const& i) { return i.param.says; });

TEST(Fields, LookAtTheirPartOfTheArticle) {
  Report const report("A raid.", "Rockets");
  EXPECT_EQ(words_of("title:rocket*", report), "Rockets");
  EXPECT_EQ(words_of("title:raid", report), "no match");
  EXPECT_EQ(words_of("body:raid", report), "raid");
  EXPECT_EQ(words_of("body:rockets", report), "no match");
  EXPECT_EQ(words_of("title(rocket* NOT raid)", report), "Rockets");
  EXPECT_EQ(words_of("title(rocket* raid)", report), "no match");
  EXPECT_EQ(words_of("title(raid)", Report("A raid.")), "no match");
}

TEST(Fields, HoldByAttribute) {
  Report report("A raid.");
  report.article.feed = FeedId{"irna"};
  report.article.language = "pt-BR";
  report.article.author = "Zoë Müller-Smith, Reuters";
  report.article.url = "https://Example.org/politics/1";
  report.article.tags = {"Middle East", "War"};
  auto const holds = [&](std::string_view when) { return match_of(when, report).has_value(); };
  EXPECT_TRUE(holds("feed:irna"));
  EXPECT_FALSE(holds("feed:aljarida"));
  EXPECT_TRUE(holds("feed:(aljarida OR irna)"));
  EXPECT_TRUE(holds("lang:pt"));
  EXPECT_TRUE(holds("lang:PT-br"));
  EXPECT_FALSE(holds("lang:pt-PT"));
  EXPECT_TRUE(holds("author:\"zoe muller\""));
  EXPECT_TRUE(holds("author:reut*"));
  EXPECT_FALSE(holds("author:reut"));
  EXPECT_TRUE(holds("url:example.org/politics"));
  EXPECT_FALSE(holds("url:/sport/"));
  EXPECT_TRUE(holds("tag:\"middle east\""));
  EXPECT_FALSE(holds("tag:middle"));
  EXPECT_TRUE(holds("tag:mid*"));
  EXPECT_FALSE(holds("tag:=war"));
  EXPECT_TRUE(holds("sentence(raid feed:irna)"));
  EXPECT_EQ(match_of("feed:irna", report)->evidence.size(), 0U);
}

/// The reference article's core: Qaani in Arabic, and the Green Zone, which is in Baghdad, which is in Iraq.
Report reference() {
  Report report(
      "أمر قائد فيلق القدس إسماعيل قآني الفصائل بالانتشار في المنطقة الخضراء. وزار قآني لاحقا البوكمال في سوريا.",
      "قآني في المنطقة");
  report.article.language = "ar";
  return report.mention("قآني", 0).mention("المنطقة الخضراء", 5).mention("البوكمال", 7);
}

TEST(Entities, FireOnArabicFromAConditionInEnglish) {
  Report const report = reference();
  auto const match = match_of("actor:\"Esmail Qaani\" AND place:Baghdad", report);
  ASSERT_TRUE(match);
  ASSERT_EQ(match->evidence.size(), 4U);
  text::Document const document = report.document();
  EXPECT_EQ(match->sentence, 1U);
  EXPECT_EQ(document.slice(match->evidence[1].range), "قآني");
  EXPECT_EQ(match->evidence[1].term, "actor:\"Esmail Qaani\"");
  EXPECT_EQ(match->evidence[2].term, "place:Baghdad");
  EXPECT_EQ(document.slice(match->evidence[2].range), "المنطقة الخضراء");
  EXPECT_EQ(report.mentions[static_cast<std::size_t>(match->evidence[2].mention)].entity, EntityIndex{5});
}

TEST(Entities, HoldByContainmentKindGroupAndCountry) {
  Report const report = reference();
  auto const holds = [&](std::string_view when) { return match_of(when, report).has_value(); };
  EXPECT_TRUE(holds("place:Iraq"));
  EXPECT_FALSE(holds("place:=Iraq"));
  EXPECT_TRUE(holds("place:=green-zone"));
  EXPECT_TRUE(holds("place:*"));
  EXPECT_TRUE(holds("country:SY"));
  EXPECT_TRUE(holds("country:iq"));
  EXPECT_TRUE(holds("actor:@quds"));
  EXPECT_FALSE(holds("actor:@pmf"));
  EXPECT_TRUE(holds("person:*"));
  EXPECT_FALSE(holds("org:*"));
  EXPECT_TRUE(holds("sentence(actor:qaani place:Iraq انتشار)"));
  EXPECT_FALSE(holds("sentence(place:Iraq place:Syria)"));
  EXPECT_FALSE(holds("title(place:Baghdad)"));
  EXPECT_TRUE(holds("title(actor:qaani)"));
}

TEST(Entities, OfAnotherSnapshotAreNoCrash) {
  Report report("A raid.");
  report.mentions = {{.range = {0, 4}, .entity = EntityIndex{999}}, {.range = {0, 9999}, .entity = EntityIndex{0}}};
  EXPECT_EQ(words_of("actor:*", report), "no match");
}

TEST(EvidenceOf, AMatchIsBoundedAndKeepsEachTerm) {
  std::string body;
  for (int i = 0; i < 500; ++i) body += "A raid here. ";
  body += "Then rockets and a raid.";
  auto const match = match_of("raid rockets", Report(body));
  ASSERT_TRUE(match);
  EXPECT_EQ(match->evidence.size(), 64U);
  EXPECT_EQ(match->sentence, 500U);
  EXPECT_TRUE(std::ranges::is_sorted(match->evidence, {}, &Evidence::range));
  EXPECT_EQ(std::ranges::count(match->evidence, "rockets", &Evidence::term), 1);
}

TEST(EvidenceOf, ATermAskedTwiceIsShownOnce) {
  EXPECT_EQ(words_of("raid AND (raid OR rockets)", Report("A raid.")), "raid");
}

}  // namespace
}  // namespace rasid::rules
