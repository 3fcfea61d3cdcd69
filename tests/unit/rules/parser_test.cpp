#include "rules/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace rasid::rules {
namespace {

std::string read(std::string_view text) {
  auto const condition = parse_condition(text);
  if (condition) return to_text(*condition);
  return "error: " + condition.error().front().message;
}

struct ReadCase {
  std::string says;
  std::string written;
  std::string read;
};
class Reading : public testing::TestWithParam<ReadCase> {};

TEST_P(Reading, GivesThisTree) {
  EXPECT_EQ(read(GetParam().written), GetParam().read);
}

TEST_P(Reading, GivesTheSameTreeWhenPrintedAndReadAgain) {
  EXPECT_EQ(read(GetParam().read), GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    , Reading,
    testing::Values(
        ReadCase{"Word", "Baghdad", "Baghdad"},                                              //
        ReadCase{"SideBySideIsAnd", "بغداد انتشار", "بغداد AND انتشار"},                     //
        ReadCase{"AndBindsTighterThanOr", "a1 OR b1 AND c1", "a1 OR b1 AND c1"},             //
        ReadCase{"ParenthesesThatChangeNothingGo", "(a1 OR (b1 c1))", "a1 OR b1 AND c1"},    //
        ReadCase{"ParenthesesThatMatterStay", "(a1 OR b1) c1", "(a1 OR b1) AND c1"},         //
        ReadCase{"NestedAndsAreOne", "a1 AND (b1 AND (c1 d1))", "a1 AND b1 AND c1 AND d1"},  //
        ReadCase{"NotBindsTightest", "a1 NOT b1 OR c1", "a1 AND NOT b1 OR c1"},              //
        ReadCase{"NotOfAGroup", "a1 NOT (b1 OR c1)", "a1 AND NOT (b1 OR c1)"},               //
        ReadCase{"DashIsNot", "Qaani -football -\"world cup\"", "Qaani AND NOT football AND NOT \"world cup\""},
        ReadCase{"DashBeforeAnAttribute", "Qaani -title:COP28", "Qaani AND NOT title:COP28"},  //
        ReadCase{"DashInsideAWordIsPartOfIt", "al-Kadhimi COVID-19", "al-Kadhimi AND COVID-19"},
        ReadCase{"Prefix", "deploy* al-Kadh*", "deploy* AND al-Kadh*"},  //
        ReadCase{"Exact", "=US =\"US Army\"", "=US AND =\"US Army\""},   //
        ReadCase{"Actor", "actor:\"Esmail Qaani\" AND place:Baghdad", "actor:\"Esmail Qaani\" AND place:Baghdad"},
        ReadCase{"ActorInArabic", "actor:\"اسماعيل قاآني\"", "actor:\"اسماعيل قاآني\""},  //
        ReadCase{"Groups", "actor:@pmf place:* actor:*", "actor:@pmf AND place:* AND actor:*"},
        ReadCase{"PlaceItself", "place:=Iraq OR place:=\"Green Zone\"", "place:=Iraq OR place:=\"Green Zone\""},
        ReadCase{"ValuesInParentheses", "feed:(aljarida OR irna) x1", "(feed:aljarida OR feed:irna) AND x1"},
        ReadCase{"OneValueInParentheses", "country:(IQ)", "country:IQ"},  //
        ReadCase{"FieldNamesInAnyCase", "Title:ceasefire", "title:ceasefire"},
        ReadCase{"AddressesKeepTheirColon", "url:https://a.example/x?id=7", "url:https://a.example/x?id=7"},
        ReadCase{"AddressesInParenthesesToo", "url:(https://a.example OR b.example)",
                 "url:https://a.example OR url:b.example"},
        ReadCase{"ClockTimesAreWords", "10:30", "10:30"},  //
        ReadCase{"Scopes", "Sentence(a1 b1) paragraph(c1) title(d1)",
                 "sentence(a1 AND b1) AND paragraph(c1) AND title(d1)"},
        ReadCase{"ScopesInScopes", "paragraph(sentence(a1) NOT b1)", "paragraph(sentence(a1) AND NOT b1)"},
        ReadCase{"ScopeNamesAreWordsToo", "sentence death", "sentence AND death"},  //
        ReadCase{"TitleIsAWordAttributeAndScope", "title title:x1 title(x1)", "title AND title:x1 AND title(x1)"},
        ReadCase{"Near", "raid NEAR/12 (rocket OR zone)", "raid NEAR/12 (rocket OR zone)"},
        ReadCase{"NearWithoutNumber", "raid NEAR zone BEFORE x1", "raid NEAR/10 zone BEFORE/10 x1"},
        ReadCase{"NearBindsTighterThanNotAndAnd", "a1 NOT b1 NEAR/3 c1 d1", "a1 AND NOT b1 NEAR/3 c1 AND d1"},
        ReadCase{"NearInParenthesesIsAChain", "a1 NEAR/2 (b1 BEFORE/3 c1) NEAR/4 d1",
                 "a1 NEAR/2 b1 BEFORE/3 c1 NEAR/4 d1"},
        ReadCase{"SmallNearIsAWord", "near before", "near AND before"},
        ReadCase{"Regex", "/rocket(s|ed)/ title:/a b/", "/rocket(s|ed)/ AND title:/a b/"},
        ReadCase{"RegexWithSlashes", R"(/a\/b\.c\\/)", R"(/a\/b\.c\\/)"},
        ReadCase{"SlashesInsideWordsAreNoRegex", "and/or url:/news/", "and/or AND url:/news/"},
        ReadCase{"Coordinates", "near:33.3,44.4~25km", "near:33.3,44.4~25km"},
        ReadCase{"Distance", "place:Baghdad~50km place:\"Green Zone\"~2.5km",
                 "place:Baghdad~50km AND place:\"Green Zone\"~2.5km"},
        ReadCase{"Age", "Qaani age:<24h", "Qaani AND age:<24h"},
        ReadCase{"SmartQuotes", "“green zone” „grüne Zone“ «المنطقة الخضراء»",
                 "\"green zone\" AND \"grüne Zone\" AND \"المنطقة الخضراء\""},
        ReadCase{"GuillemetsTheOtherWayRound", "»grüne Zone«", "\"grüne Zone\""},
        ReadCase{"QuotesInsideGuillemets", "«the \"zone\"»", "\"the \\\"zone\\\"\""},
        ReadCase{"EscapedQuotes", R"("a \"b\" \\ c")", R"("a \"b\" \\ c")"},           //
        ReadCase{"HebrewAcronymsKeepTheirQuote", "צה\"ל ארה\"ב", "צה\"ל AND ארה\"ב"},  //
        ReadCase{"HebrewAcronymsInsideAPhrase", "\"דובר צה\"ל אמר\"", "\"דובר צה\\\"ל אמר\""},
        ReadCase{"DirectionMarksAroundTermsAreNothing", "\u200Factor:\u200Fقاآني\u200F AND\u200F بغداد",
                 "actor:قاآني AND بغداد"},
        ReadCase{"PersianJoinersArePartOfTheWord", "می‌شود", "می‌شود"},  //
        ReadCase{
            "TheExampleOfTheManual",
            "sentence(place:\"Green Zone\" AND (actor:@pmf OR actor:\"Kataib Hezbollah\") AND (انتشار OR deploy*)) NOT "
            "title:(مباراة OR COP28)",
            "sentence(place:\"Green Zone\" AND (actor:@pmf OR actor:\"Kataib Hezbollah\") AND (انتشار OR deploy*)) AND "
            "NOT (title:مباراة OR title:COP28)"}),
    [](auto const& i) { return i.param.says; });

struct ErrorCase {
  std::string says;
  std::string written;
  std::string where;  // as "offset+length message", one a line
};
class Mistake : public testing::TestWithParam<ErrorCase> {};

TEST_P(Mistake, IsReportedWhereItIs) {
  auto const condition = parse_condition(GetParam().written);
  ASSERT_FALSE(condition) << to_text(*condition);
  std::string all;
  for (Problem const& p : condition.error()) {
    all += std::to_string(p.span.offset) + "+" + std::to_string(p.span.length) + " " + p.message + "\n";
  }
  EXPECT_EQ(all, GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(
    , Mistake,
    testing::Values(
        ErrorCase{"Empty", "", "0+0 the condition is empty\n"},                                   //
        ErrorCase{"OnlySpaces", " \u00A0 ", "4+0 the condition is empty\n"},                      //
        ErrorCase{"NothingAfterAnd", "a1 AND ", "3+3 AND has nothing after it\n"},                //
        ErrorCase{"NothingBeforeOr", "OR a1", "0+2 OR has nothing before it\n"},                  //
        ErrorCase{"TwoOperators", "a1 AND OR b1", "7+2 OR has nothing before it\n"},              //
        ErrorCase{"NothingAfterNot", "a1 NOT", "3+3 NOT has nothing after it\n"},                 //
        ErrorCase{"NeverClosed", "a1 (b1 OR c1", "3+1 this parenthesis is never closed\n"},       //
        ErrorCase{"ScopeNeverClosed", "sentence(a1", "0+9 this parenthesis is never closed\n"},   //
        ErrorCase{"ClosesNothing", "a1) b1", "2+1 this parenthesis closes nothing\n"},            //
        ErrorCase{"EmptyParentheses", "a1 ()", "3+2 nothing stands between the parentheses\n"},   //
        ErrorCase{"EmptyScope", "sentence( )", "0+11 nothing stands between the parentheses\n"},  //
        ErrorCase{"QuoteNeverClosed", "a1 \"green zone", "3+1 this quote is never closed\n"},     //
        ErrorCase{"EmptyQuotes", "a1 \"\"", "3+2 nothing stands between the quotes\n"},           //
        ErrorCase{"UnknownAttribute", "actr:Qaani", "0+5 unknown attribute \"actr\"\n"},          //
        ErrorCase{"NoDistance", "place:Baghdad~50", "6+10 \"~50\" is not a distance\n"},
        ErrorCase{"TooFar", "place:Baghdad~5000km", "6+14 \"~5000km\" is not a distance\n"},
        ErrorCase{"NearNothing", "Qaani NEAR/12", "6+7 NEAR has nothing after it\n"},
        ErrorCase{"NothingBeforeNear", "NEAR/12 Qaani", "0+7 NEAR has nothing before it\n"},
        ErrorCase{"NearWithoutNumber", "Qaani NEAR/x Baghdad", "6+6 NEAR takes a number of words from 1 to 1000\n"},
        ErrorCase{"BeforeTooMany", "Qaani BEFORE/5000 Baghdad", "6+11 BEFORE takes a number of words from 1 to 1000\n"},
        ErrorCase{"NearAnAttribute", "Qaani NEAR/3 feed:irna",
                  "13+9 an attribute of the article cannot be near something\n"},
        ErrorCase{"NearAnAnd", "Qaani NEAR/3 (raid AND zone)", "13+15 AND cannot be near something\n"},
        ErrorCase{"NearANot", "(Qaani OR NOT raid) NEAR zone", "10+8 NOT cannot be near something\n"},
        ErrorCase{"FactivasNear", "Qaani w/5 Baghdad", "6+3 unknown operator \"w/5\"\n"},
        ErrorCase{"FactivasOtherNear", "Qaani NEAR5 Baghdad", "6+5 unknown operator \"NEAR5\"\n"},
        ErrorCase{"RegexNeverClosed", "raid /qa+ni", "5+1 this regex is never closed\n"},
        ErrorCase{"RegexOfNothing", "raid //", "5+2 nothing stands between the slashes\n"},
        ErrorCase{"RegexThatIsNone", "/qa(ni/", "0+7 not a regex: missing ): qa(ni\n"},
        ErrorCase{"RegexThatFitsEverything", "/(raid)*/", "0+9 this regex fits the empty text, and so everything\n"},
        ErrorCase{"RegexWhereNoneIsTaken", "feed:/irn./", "5+6 feed: does not take a regex\n"},
        ErrorCase{"SymbolsForOperators", "a1 && b1 || c1",
                  "3+2 \"&&\" is not an operator\n9+2 \"||\" is not an operator\n"},
        ErrorCase{"NoValue", "actor: AND b1", "0+6 actor: has no value\n"},         //
        ErrorCase{"SpaceAfterColon", "actor: Qaani", "0+6 actor: has no value\n"},  //
        ErrorCase{"StarAlone", "*", "0+1 \"*\" alone would match everything\n"},    //
        ErrorCase{"StarInside", "de*ploy", "0+7 \"*\" can only end a word\n"},      //
        ErrorCase{"StarAfterOneLetter", "d*", "0+2 a beginning of one letter would match too much\n"},
        ErrorCase{"LucenesNear", "\"green zone\"~5", "0+14 \"~5\" means nothing here\n"},
        ErrorCase{"Fuzzy", "Qaani~2", "0+7 \"~2\" means nothing here\n"},                         //
        ErrorCase{"DashAlone", "Iraq - Qaani", "5+1 \"-\" stands alone\n"},                       //
        ErrorCase{"AndInsideValues", "title:(a1 b1)", "10+2 expected OR or \")\"\n"},             //
        ErrorCase{"EqualsWhereItMeansNothing", "feed:=irna", "5+5 feed: does not take \"=\"\n"},  //
        ErrorCase{"PositionsAreBytes", "بغداد AND", "11+3 AND has nothing after it\n"},           //
        ErrorCase{
            "ManyAtOnce", "actr:x (b1 AND ) OR *",
            "0+5 unknown attribute \"actr\"\n11+3 AND has nothing after it\n20+1 \"*\" alone would match everything\n"},
        ErrorCase{"NotUtf8", "a1 \xD8", "3+1 not valid UTF-8\n"}),
    [](auto const& i) { return i.param.says; });

TEST(Parser, OffersTheNearestAttribute) {
  auto const condition = parse_condition("actr:Qaani");
  ASSERT_FALSE(condition);
  EXPECT_EQ(condition.error().front().remedy, "did you mean actor:?");
}

TEST(Parser, ListsTheAttributesThereAreWhereNoneIsNear) {
  auto const condition = parse_condition("elsewhere:33.3,44.4~25km");
  ASSERT_FALSE(condition);
  EXPECT_THAT(condition.error().front().remedy, testing::StartsWith("there are actor:, person:, org:, place:"));
}

TEST(Parser, WarnsThatASmallOperatorIsAWord) {
  auto const condition = parse_condition("Iran or Iraq");
  ASSERT_TRUE(condition);
  EXPECT_EQ(to_text(*condition), "Iran AND or AND Iraq");
  ASSERT_EQ(condition->warnings.size(), 1U);
  EXPECT_EQ(condition->warnings.front().span, (Span{5, 2}));
  EXPECT_EQ(condition->warnings.front().message, "\"or\" is read as a word to look for");
}

TEST(Parser, WarnsWhereTermsSideBySideMeetOr) {
  auto const condition = parse_condition("Iran OR Iraq election");
  ASSERT_TRUE(condition);
  ASSERT_EQ(condition->warnings.size(), 1U);
  EXPECT_EQ(condition->warnings.front().remedy, "this is read as Iran OR Iraq AND election; parentheses make it plain");
  EXPECT_TRUE(parse_condition("Iran OR (Iraq election)")->warnings.empty());
  EXPECT_TRUE(parse_condition("Iran OR Iraq AND election")->warnings.empty());
}

TEST(Parser, KnowsWhereEachNodeStands) {
  auto const condition = parse_condition("بغداد AND (actor:\"Esmail Qaani\" OR raid)");
  ASSERT_TRUE(condition);
  Node const& either = condition->root.children.at(1);
  auto const slice = [&](Span s) { return condition->source.substr(s.offset, s.length); };
  EXPECT_EQ(slice(condition->root.span), condition->source);
  EXPECT_EQ(slice(either.span), "(actor:\"Esmail Qaani\" OR raid)");
  EXPECT_EQ(slice(either.children.at(0).span), "actor:\"Esmail Qaani\"");
  EXPECT_EQ(slice(either.children.at(0).value.span), "\"Esmail Qaani\"");
}

TEST(Parser, TellsConditionsThatHoldOnNothing) {
  auto const holds = [](std::string_view text) { return holds_on_nothing(parse_condition(text)->root); };
  EXPECT_TRUE(holds("NOT football"));
  EXPECT_TRUE(holds("NOT football NOT tennis"));
  EXPECT_TRUE(holds("Qaani OR NOT football"));
  EXPECT_TRUE(holds("sentence(NOT football)"));
  EXPECT_FALSE(holds("Qaani NOT football"));
  EXPECT_FALSE(holds("Qaani (raid OR NOT football)"));
  EXPECT_FALSE(holds("NOT NOT football"));
}

TEST(Parser, StopsAtTooManyLevels) {
  std::string const deep = std::string(max_depth - 1, '(') + "a1" + std::string(max_depth - 1, ')');
  EXPECT_EQ(read(deep), "a1");
  EXPECT_EQ(read("(" + deep + ")"), "error: more than 100 levels deep");
  std::string nots;
  for (int i = 0; i < 200; ++i) nots += "NOT ";
  EXPECT_EQ(read(nots + "a1"), "error: more than 100 levels deep");
}

TEST(Parser, SurvivesSixtyFourKibibytesOfAnything) {
  for (char const* piece :
       {"(", ")", "\"", "-", "AND ", "a OR ", "sentence(", "title:(", "actor:", "=", "*", "\\", "«", "a b OR "}) {
    std::string text;
    while (text.size() + 8 < max_condition_bytes) text += piece;
    auto const condition = parse_condition(text);
    EXPECT_TRUE(condition || condition.error().size() <= 20U) << piece;
  }
}

TEST(Parser, RefusesWhatIsTooLongOrHasTooManyTerms) {
  EXPECT_EQ(read(std::string(max_condition_bytes + 1, 'x')),
            "error: a condition of 65537 bytes; at most 65536 are read");
  std::string many;
  for (std::size_t i = 0; i <= max_terms; ++i) many += "ab ";
  EXPECT_EQ(read(many), "error: more than 4096 terms");
}

TEST(Parser, ReadsWhatItPrintsWhateverIsThrownAtIt) {
  std::mt19937 random(20200629);
  std::vector<std::string> const pieces = {
      "a",     "بغداد", " ",      " AND ", " OR ", "NOT ", "-",      "(",       ")",         "\"",      "“",       "»",
      "«",     "\\",    "=",      "*",     "@",    ":",    "actor:", "title:(", "sentence(", "NEAR/3 ", "BEFORE ", "/",
      "/a.b/", "~5km",  "place:", "צ\"ה",  "url:", "x/y",  "\u200F", "title(",  "feed:",     "b"};
  unsigned read_back = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    auto const first = parse_condition(text);
    if (!first) continue;
    std::string const printed = to_text(*first);
    auto const second = parse_condition(printed);
    ASSERT_TRUE(second) << text << "\n" << printed << "\n" << second.error().front().message;
    ASSERT_EQ(to_text(*second), printed) << text;
    ++read_back;
  }
  EXPECT_GT(read_back, 500U);
}

}  // namespace
}  // namespace rasid::rules
