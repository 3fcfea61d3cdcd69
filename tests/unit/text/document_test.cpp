#include "extractors/text/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::text {
namespace {

using testing::ElementsAre;

std::vector<std::string> sentences_of(Document const& document) {
  std::vector<std::string> out;
  for (ByteRange const each : document.sentences()) out.emplace_back(document.slice(each));
  return out;
}

std::vector<std::string> tokens_of(Document const& document) {
  std::vector<std::string> out;
  for (Token const& each : document.tokens()) out.emplace_back(document.slice(each.range));
  return out;
}

/// "whole|peeled+rest@skipped-cut|…"
std::vector<std::string> readings_of(std::string_view word) {
  Document const document("", word);
  std::vector<Reading> readings;
  document.readings(document.tokens().front(), readings);
  std::vector<std::string> out;
  for (Reading const& each : readings) {
    std::string text = each.peeled.empty() ? "" : fmt::format("{}+", each.peeled);
    text += each.folded;
    if (each.skipped != 0) text += fmt::format("@{}", each.skipped);
    if (each.cut != 0) text += fmt::format("-{}", each.cut);
    out.push_back(text);
  }
  return out;
}

TEST(Document, PutsTitleAndBodyIntoOneText) {
  Document const document("A title.", "First. Second.");
  EXPECT_EQ(document.text(), "A title.\n\nFirst. Second.");
  EXPECT_EQ(document.slice(document.title()), "A title.");
  EXPECT_EQ(document.slice(document.body()), "First. Second.");
  EXPECT_THAT(sentences_of(document), ElementsAre("A title.", "First.", "Second."));
  ASSERT_EQ(document.paragraphs().size(), 2U);
  EXPECT_EQ(document.slice(document.paragraphs()[1]), "First. Second.");
}

TEST(Document, HasOnlyABodyWhereThereIsNoTitle) {
  Document const document(" ", "Text");
  EXPECT_EQ(document.text(), "Text");
  EXPECT_TRUE(document.title().empty());
}

TEST(Document, HasOnlyATitleWhereThereIsNoBody) {
  Document const document("Title", "");
  EXPECT_EQ(document.text(), "Title");
  EXPECT_TRUE(document.body().empty());
  EXPECT_EQ(document.sentences().size(), 1U);
}

TEST(Document, IsEmptyWhereThereIsNothing) {
  Document const document("", "");
  EXPECT_TRUE(document.sentences().empty());
  EXPECT_TRUE(document.tokens().empty());
  EXPECT_EQ(document.sentence_at(0), 0U);
  EXPECT_EQ(document.token_at(0), 0U);
}

TEST(Document, MakesItsTextValidUtf8) {
  EXPECT_EQ(Document("", "a\xFF\x62").text(), "a\xEF\xBF\xBD\x62");
}

TEST(Document, CutsWhatIsBeyondItsLimits) {
  std::string const title = "قا" + std::string(Document::limit_title, 'x');
  Document const document(title, std::string(Document::limit_body + 9, ' ') + "late");
  EXPECT_EQ(document.title().size(), Document::limit_title);
  EXPECT_EQ(document.body().size(), Document::limit_body);
  EXPECT_EQ(document.tokens().size(), 1U);
}

TEST(Document, KeepsMarksInsideATokenAndQuotesOutside) {
  Document const document("", "«قـآنِيٌّ»، و\u200fبغداد\u200f. 'Qa’ani'");
  EXPECT_THAT(tokens_of(document), ElementsAre("قـآنِيٌّ", "و\u200fبغداد", "Qa’ani"));
  EXPECT_EQ(document.folded(document.tokens()[0]), "قاني");
}

TEST(Document, KnowsEachTokensSentence) {
  Document const document("One two", "Three four. Five\nSix");
  std::vector<std::uint32_t> sentences;
  for (Token const& each : document.tokens()) sentences.push_back(each.sentence);
  EXPECT_THAT(sentences, ElementsAre(0, 0, 1, 1, 2, 3));
}

TEST(Document, FindsSentenceAndTokenOfAByte) {
  Document const document("", "One two. Three.");
  EXPECT_EQ(document.sentence_at(0), 0U);
  EXPECT_EQ(document.sentence_at(8), 0U);  // the space between
  EXPECT_EQ(document.sentence_at(9), 1U);
  EXPECT_EQ(document.sentence_at(999), 1U);
  EXPECT_EQ(document.token_at(1), 1U);
  EXPECT_EQ(document.token_at(9), 2U);
  EXPECT_EQ(document.token_at(10), 3U);
}

TEST(Sentences, EndAtStopsOfManyScripts) {
  EXPECT_THAT(sentences_of(Document("", "قال ذلك. هل ذهب؟ نعم! ثم عاد… وقال")),
              ElementsAre("قال ذلك.", "هل ذهب؟", "نعم!", "ثم عاد…", "وقال"));
  EXPECT_THAT(sentences_of(Document("", "وہ گیا۔ پھر آیا۔")), ElementsAre("وہ گیا۔", "پھر آیا۔"));
  EXPECT_THAT(sentences_of(Document("", "他来了。他走了！")), ElementsAre("他来了。", "他走了！"));
}

TEST(Sentences, DoNotEndAtCommas) {
  EXPECT_EQ(sentences_of(Document("", "أمر قآني الفصائل، ودخلت المنطقة؛ ثم انسحبت, وعادت")).size(), 1U);
}

TEST(Sentences, EndAtNewlines) {
  EXPECT_THAT(sentences_of(Document("", "No stop here\r\nnor here\n\n\n next ")),
              ElementsAre("No stop here", "nor here", "next"));
}

TEST(Sentences, DoNotEndAtAbbreviationsInitialsAndNumbers) {
  for (std::string_view const text :
       {"Gen. Esmail Qaani met Mr. J. Smith of the U.S. Army at 3.5 km from No. 7.", "وصل د. أحمد و أ. محمد الى 3.5 كم",
        "Ген. Э. Каани прибыл на ул. Ленина", "Rasid.example is up", "He paid 5 p.m. prices"}) {
    EXPECT_EQ(sentences_of(Document("", text)).size(), 1U) << text;
  }
}

TEST(Sentences, DoNotEndBeforeASmallLetter) {
  EXPECT_EQ(sentences_of(Document("", "\"Really?\" he asked... and so on")).size(), 1U);
}

TEST(Sentences, KeepTheClosingQuotes) {
  EXPECT_THAT(sentences_of(Document("", "He said: \"We left.\" They stayed. قال «ذهبنا.» ثم عاد")),
              ElementsAre("He said: \"We left.\"", "They stayed.", "قال «ذهبنا.»", "ثم عاد"));
}

TEST(Sentences, EndAtAnArabicStopWithoutItsSpace) {
  EXPECT_THAT(sentences_of(Document("", "انتهى الاجتماع.وقال الوزير")), ElementsAre("انتهى الاجتماع.", "وقال الوزير"));
  EXPECT_EQ(sentences_of(Document("", "نقلت أ.ف.ب عن مصدر")).size(), 1U);
}

TEST(Readings, StartWithTheWholeForm) {
  EXPECT_THAT(readings_of("Qaani"), ElementsAre("qaani"));
}

TEST(Readings, TakeArabicProcliticsOff) {
  EXPECT_THAT(readings_of("لقآني"), ElementsAre("لقاني", "ل+قاني@2"));
  EXPECT_THAT(readings_of("وقآني"), ElementsAre("وقاني", "و+قاني@2"));
  EXPECT_THAT(readings_of("وبالعراق"), ElementsAre("وبالعراق", "و+بالعراق@2", "وب+العراق@4", "وبال+عراق@8"));
}

TEST(Readings, RestoreTheArticleThatLamHides) {
  EXPECT_THAT(readings_of("للعراق"), ElementsAre("للعراق", "ل+لعراق@2", "لل+عراق@4", "لل+العراق@4"));
  EXPECT_THAT(readings_of("وللعراق"), ElementsAre("وللعراق", "و+للعراق@2", "ول+لعراق@4", "ولل+عراق@6", "ولل+العراق@6"));
}

TEST(Readings, CountTheMarksOfWhatTheySkip) {
  EXPECT_THAT(readings_of("لِـقآني"), ElementsAre("لقاني", "ل+قاني@6"));  // kasra and tatweel go with the lam
}

TEST(Readings, LeaveShortWordsAlone) {
  EXPECT_THAT(readings_of("ولد"), ElementsAre("ولد"));
  EXPECT_THAT(readings_of("فهد"), ElementsAre("فهد"));
}

TEST(Readings, TakeHebrewPrefixesOff) {
  EXPECT_THAT(readings_of("מבגדאד"), ElementsAre("מבגדאד", "מ+בגדאד@2"));
  EXPECT_THAT(readings_of("והכורדים"), ElementsAre("והכורדימ", "ו+הכורדימ@2", "וה+כורדימ@4"));
}

TEST(Readings, DoNotBeginInsideACharacter) {
  EXPECT_THAT(readings_of("ױaen"), ElementsAre("ויaen"));  // U+05F1 is a proclitic and a letter in one
}

TEST(Readings, RestoreTheArticleThatHebrewPrepositionsHide) {
  EXPECT_THAT(readings_of("לאזור"), ElementsAre("לאזור", "ל+אזור@2", "ל+האזור@2"));
  EXPECT_THAT(readings_of("ובאזור"), ElementsAre("ובאזור", "ו+באזור@2", "וב+אזור@4", "וב+האזור@4"));
  EXPECT_THAT(readings_of("שכאזור"), ElementsAre("שכאזור", "ש+כאזור@2"));
  EXPECT_THAT(readings_of("מהאזור"), ElementsAre("מהאזור", "מ+האזור@2", "מה+אזור@4"));
}

TEST(Readings, TakePossessivesAndElisionsOff) {
  EXPECT_THAT(readings_of("Qaani's"), ElementsAre("qaanis", "qaani-2"));
  EXPECT_THAT(readings_of("Qa’ani’s"), ElementsAre("qaanis", "qaani-4"));
  EXPECT_THAT(readings_of("Bağdat'ta"), ElementsAre("bagdatta", "bagdat-3"));
  EXPECT_THAT(readings_of("l’Irak"), ElementsAre("lirak", "l+irak@4"));
  EXPECT_THAT(readings_of("Sana'a"), ElementsAre("sanaa"));
}

TEST(Readings, AreNeverMoreThanEight) {
  for (std::string_view const word : {"وللللللل", "وبالالالال", "ومההההה", "ושהבלמשכ", "ובבבבבב",
                                      "של"
                                      "ללללל",
                                      "l'd'qu'irans's"}) {
    EXPECT_LE(readings_of(word).size(), 8U) << word;
  }
}

TEST(Document, MakesNoTwoWordsOfOneCharacter) {
  Document const document("", "㏯ ㏏ b");  // U+33EF unfolds to "16日", U+33CF to "kt"
  std::uint32_t end = 0;
  for (Token const& token : document.tokens()) {
    EXPECT_GE(token.range.begin, end);
    end = token.range.end;
  }
  EXPECT_EQ(document.folded(document.tokens().back()), "b");
}

}  // namespace
}  // namespace rasid::text
