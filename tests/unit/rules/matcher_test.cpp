#include "rules/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>

#include "rules/regex_literals.h"
#include "tests/unit/rules/plain_evaluator.h"

namespace rasid::rules {
namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  unsigned operator()(unsigned sides) { return static_cast<unsigned>(random_() % sides); }
  template <class List>
  auto const& of(List const& list) {
    return list[(*this)(static_cast<unsigned>(std::size(list)))];
  }

 private:
  std::mt19937 random_;
};

std::vector<std::string> const words = {"raid", "raider", "rocket", "zone", "بغداد", "зона", "وانتشار", "Qaani's"};

/// A term that stands somewhere in the text.
std::string random_place(Dice& dice) {
  static std::vector<std::string> const others = {"rai*",          "ro*",           "انتشار",
                                                  "qaani",         "=raid",         "=Raid",
                                                  "title:raid",    "body:zone",     "title:ro*",
                                                  "actor:qaani",   "actor:@pmf",    "actor:*",
                                                  "person:*",      "org:kataib",    "place:Iraq",
                                                  "place:=Iraq",   "place:Syria",   "place:*",
                                                  "country:IQ",    "country:SY",    "place:Baghdad~50km",
                                                  "/ra[il]d/",     "/(?i)ROCKET/",  "/z.ne|raider/",
                                                  "title:/za?on/", "body:/o[cn]/",  "near:33.3,44.4~25km",
                                                  "\"raid zone\"", "\"rai* zone\"", "\"zone raid rocket\""};
  switch (dice(3)) {
    case 0:
      return dice.of(words);
    case 1:
      return "\"" + dice.of(words) + " " + dice.of(words) + "\"";
    default:
      return dice.of(others);
  }
}

std::string random_condition(Dice& dice, unsigned depth) {
  static std::vector<std::string> const attributes = {"feed:irna",      "feed:aljarida", "lang:ar",    "lang:pt",
                                                      "author:reuters", "url:politics",  "tag:iraq",   "age:<24h",
                                                      "age:>=2d",       "tag:/ir.q/",    "author:reu*"};
  auto const part = [&] { return random_condition(dice, depth - 1); };
  auto const operand = [&] {
    return dice(3) == 0 ? "(" + random_place(dice) + " OR " + random_place(dice) + ")" : random_place(dice);
  };
  switch (depth == 0 ? dice(4) : dice(12)) {
    case 0:
    case 1:
    case 2:
      return random_place(dice);
    case 3:
      return dice.of(attributes);
    case 4:
    case 5:
      return "(" + part() + " AND " + part() + ")";
    case 6:
      return "(" + part() + " OR " + part() + ")";
    case 7:
      return "NOT " + part();
    case 8:
      return "sentence(" + part() + ")";
    case 9:
      return dice(2) == 0 ? "paragraph(" + part() + ")" : "title(" + part() + ")";
    case 10:
      return operand() + " NEAR/" + std::to_string(1 + dice(5)) + " " + operand();
    default:
      return operand() + " BEFORE/" + std::to_string(1 + dice(5)) + " " + operand() + " NEAR/2 " + operand();
  }
}

Report random_report(Dice& dice) {
  static std::vector<std::pair<std::string, std::uint32_t>> const names = {
      {"Qassem", 0},  {"Brigades", 1}, {"Mustafa", 2}, {"Mesopotamia", 3},
      {"Capital", 4}, {"Compound", 5}, {"Bukamal", 7}};
  auto const text = [&](unsigned sentences) {
    std::string out;
    for (; sentences > 0; --sentences) {
      out += "The";
      for (unsigned n = 1 + dice(5); n > 0; --n) out += " " + (dice(4) == 0 ? dice.of(names).first : dice.of(words));
      out += dice(4) == 0 ? ".\n\n" : ". ";
    }
    return out;
  };
  Report report(text(1 + dice(5)), dice(3) == 0 ? "" : text(1));
  for (auto const& [surface, entity] : names) report.mention(surface, entity);
  Article& article = report.article;
  article.feed.value = dice.of(std::vector<std::string>{"irna", "aljarida", "other", ""});
  article.language = dice.of(std::vector<std::string>{"ar", "pt-BR", "en", ""});
  article.author = dice.of(std::vector<std::string>{"Reuters", "AFP", ""});
  article.url = dice.of(std::vector<std::string>{"https://a.example/politics/1", "https://a.example/sport", ""});
  if (dice(2) == 0) article.tags = {"iraq", "war"};
  article.fetched = Timestamp{Duration{1'000'000'000'000}};
  if (dice(2) == 0) article.published = article.fetched - std::chrono::hours{dice(72)};
  return report;
}

/// Pairs of a watch and an article: a few in the ordinary run; RASID_PAIRS=3000000 for the long one.
std::size_t pairs_wanted() {
  char const* const wanted = std::getenv("RASID_PAIRS");
  return wanted == nullptr ? 40'000 : std::strtoull(wanted, nullptr, 10);
}

TEST(Matcher, AgreesWithAPlainTreeWalkOnRandomWatchesAndArticles) {
  constexpr unsigned watches = 200;
  constexpr unsigned reports = 50;
  Vocabulary const vocabulary = small_vocabulary();
  std::size_t pairs = 0;
  std::size_t held = 0;
  for (unsigned seed = 1; pairs < pairs_wanted(); ++seed) {
    Dice dice(seed);
    std::vector<std::string> conditions;
    std::vector<Condition> parsed;
    while (conditions.size() < watches) {
      auto condition = parse_condition(random_condition(dice, 3));
      ASSERT_TRUE(condition) << condition.error().front().message;
      if (holds_on_nothing(condition->root)) continue;
      conditions.push_back(condition->source);
      parsed.push_back(*std::move(condition));
    }
    WatchSet const set = watches_of(conditions, vocabulary);
    for (unsigned i = 0; i < reports; ++i) {
      // What is learnt changes where watches wait, and must change nothing else.
      if (i == reports / 2) set.matcher()->file_anew();
      Report const report = random_report(dice);
      text::Document const document = report.document();
      DocumentIndex const index(document);
      Subject const subject{document, index, report.mentions, report.article, *vocabulary.catalogue};
      PlainEvaluator plain(subject, vocabulary);
      std::vector<std::string> expected;
      for (unsigned w = 0; w < watches; ++w) {
        if (plain.holds(parsed[w].root)) expected.push_back("w" + std::to_string(w));
      }
      std::vector<std::string> got;
      for (Match const& match : set.match(document, report.mentions, report.article)) got.push_back(match.watch.value);
      if (got != expected) {
        for (unsigned w = 0; w < watches; ++w) {
          std::string const id = "w" + std::to_string(w);
          bool const wanted = std::ranges::find(expected, id) != expected.end();
          EXPECT_EQ(std::ranges::find(got, id) != got.end(), wanted) << conditions[w] << "\n" << document.text();
        }
        FAIL() << "seed " << seed;
      }
      pairs += watches;
      held += got.size();
    }
  }
  EXPECT_GT(held, pairs / 20);
  EXPECT_LT(held, pairs * 3 / 4);
}

/// How many watches hold on a text.
std::size_t hold(WatchSet const& set, std::string const& text) {
  return set.match(Report(text).document(), {}, {}).size();
}

TEST(Matcher, CountsWhatEachWatchCosts) {
  WatchSet const set = watches_of({"raid AND rocket AND zone", "raid", "absent AND raid"});
  Matcher const& matcher = *set.matcher();
  // Every article has a raid, so the first waits elsewhere once that is known.
  for (int i = 0; i < 500; ++i) hold(set, "A raid.");
  matcher.file_anew();
  auto const before = set.counts();
  EXPECT_EQ(before[1].matched, 500U);
  for (int i = 0; i < 10; ++i) hold(set, "A raid, a rocket.");
  hold(set, "A raid, a rocket, a zone.");
  auto const after = set.counts();
  EXPECT_EQ(after[0].matched, 1U);
  EXPECT_LE(after[0].evaluated - before[0].evaluated, 1U);
  EXPECT_EQ(after[1].matched, 511U);
  EXPECT_EQ(after[1].candidates, 511U);
  EXPECT_EQ(after[2].candidates - before[2].candidates, 0U);
}

TEST(Matcher, FilesAnewByItselfAfterAThousandArticles) {
  WatchSet const set = watches_of({"longword AND ab"});
  for (int i = 0; i < 1'000; ++i) hold(set, "A longword.");
  auto const before = set.counts();
  EXPECT_EQ(before[0].candidates, 1'000U);
  for (int i = 0; i < 100; ++i) hold(set, "A longword.");
  EXPECT_EQ(set.counts()[0].candidates, 1'000U) << "it waits for the word that is rarer in the news";
}

TEST(Matcher, MayBeAskedFromManyThreads) {
  WatchSet const set = watches_of({"raid AND zone", "rocket NEAR/3 zone", "/ro.ket/"});
  std::vector<std::jthread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 600; ++i) {
        if (hold(set, "A rocket hit the zone in a raid.") != 3) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

struct LiteralCase {
  std::string says;
  std::string pattern;
  std::vector<std::string> literals;
};
class RegexLiterals : public testing::TestWithParam<LiteralCase> {};

TEST_P(RegexLiterals, AreWhatEveryFitMustHold) {
  EXPECT_EQ(required_literals(GetParam().pattern), GetParam().literals);
}

INSTANTIATE_TEST_SUITE_P(, RegexLiterals,
                         testing::Values(LiteralCase{"Plain", "rocket", {"rocket"}},                                 //
                                         LiteralCase{"LowerCase", "Rocket", {"rocket"}},                             //
                                         LiteralCase{"TheLongestRun", "ab.cdef[gh]ij", {"cdef"}},                    //
                                         LiteralCase{"WithoutWhatMayBeMissing", "rockets?", {"rocket"}},             //
                                         LiteralCase{"UpToARepeatedLetter", "roc+ket", {"roc"}},                     //
                                         LiteralCase{"OfEachAlternative", "rocket|missile", {"rocket", "missile"}},  //
                                         LiteralCase{"NoneWhereOneAlternativeHasNone", "rocket|m.s", {}},            //
                                         LiteralCase{"NotInsideGroups", "(rocket|missile)s", {}},                    //
                                         LiteralCase{"AfterAGroup", "(a|b)+ rockets", {" rockets"}},                 //
                                         LiteralCase{"EscapedSigns", "a\\.b\\.c", {"a.b.c"}},                        //
                                         LiteralCase{"ClassesEndARun", "abc\\d+defg", {"defg"}},                     //
                                         LiteralCase{"Arabic", "صاروخ\\s", {"صاروخ"}},                               //
                                         LiteralCase{"IgnoringCase", "(?i)Rocket", {"rocket"}},                      //
                                         LiteralCase{"BeyondAsciiWhereCaseIsIgnored", "(?i)ракета", {}},             //
                                         LiteralCase{"FlagsInside", "roc(?i)ket", {}},                               //
                                         LiteralCase{"Counted", "rock{0,2}et", {"roc"}},                             //
                                         LiteralCase{"CodePoints", "\\x{41}bcd", {"bcd"}}),
                         [](auto const& i) { return i.param.says; });

TEST(RegexLiteralsOfAnyPattern, AreInEveryTextThatTheRegexFits) {
  Dice dice(7);
  std::vector<std::string> const pieces = {
      "a", "b",   "c",   "d",    "K",   "s", "|", "(",   ")", "[ab]", "[^]a]", "*",   "+",     "?",     "{2}",
      ".", "\\.", "\\d", "\\pL", "(?:", "^", "$", "\\b", "ж", "(?i)", "abc",   "bcd", "\\x41", "\\101", "-"};
  std::vector<std::string> const letters = {"a", "b", "c", "d", "A", "B", "K", "\xE2\x84\xAA",
                                            "s", "ſ", ".", "1", "ж", "Ж", "-"};
  unsigned tried = 0;
  unsigned fitted = 0;
  for (unsigned round = 0; round < 60'000; ++round) {
    std::string pattern;
    for (unsigned n = 1 + dice(8); n > 0; --n) pattern += dice.of(pieces);
    Regex const regex(pattern);
    auto const literals = required_literals(pattern);
    if (!regex.error().empty() || literals.empty()) continue;
    LiteralSearch search;
    for (std::string const& literal : literals) search.add(literal, TermId{0});
    search.build();
    ++tried;
    for (int i = 0; i < 20; ++i) {
      std::string text;
      for (unsigned n = 1 + dice(8); n > 0; --n) text += dice(3) == 0 ? dice.of(literals) : dice.of(letters);
      if (!regex.matches(text)) continue;
      ++fitted;
      bool found = false;
      search.find(text, [&](TermId) { found = true; });
      ASSERT_TRUE(found) << pattern << " fits " << text;
    }
  }
  EXPECT_GT(tried, 500U);
  EXPECT_GT(fitted, 500U);
}

}  // namespace
}  // namespace rasid::rules
