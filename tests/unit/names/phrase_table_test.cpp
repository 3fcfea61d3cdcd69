#include "extractors/names/phrase_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractors/names/spelling.h"
#include "extractors/text/fold.h"

namespace rasid::names {
namespace {

using testing::UnorderedElementsAre;

/// "phrase [surface] peeled" of every hit.
std::vector<std::string> hits_of(std::vector<std::string> const& phrases, std::string_view body) {
  PhraseTable const table(phrases, 7);
  text::Document const document("", body);
  std::vector<Hit> hits;
  table.find(document, hits);
  std::vector<std::string> out;
  for (Hit const& each : hits) {
    out.push_back(fmt::format("{} [{}]", phrases[each.phrase], document.slice(each.range)));
    if (!each.peeled.empty()) out.back() += fmt::format(" {}", each.peeled);
  }
  return out;
}

TEST(PhraseTable, FindsNestedAndOverlappingPhrases) {
  EXPECT_THAT(hits_of({"a b", "a b c", "b c d", "c"}, "x A-B c d"),
              UnorderedElementsAre("a b [A-B]", "a b c [A-B c]", "b c d [B c d]", "c [c]"));
}

TEST(PhraseTable, ReportsEachPhraseOfOneSpelling) {
  EXPECT_THAT(hits_of({"Tripoli", "tripoli"}, "Tripoli"),
              UnorderedElementsAre("Tripoli [Tripoli]", "tripoli [Tripoli]"));
}

TEST(PhraseTable, PeelsTheFirstWordAndSaysWhat) {
  EXPECT_THAT(hits_of({"قآني", "العراق"}, "لقآني وبالعراق للعراق"),
              UnorderedElementsAre("قآني [قآني] ل", "العراق [العراق] وب", "العراق [عراق] لل"));
}

TEST(PhraseTable, FindsANameWhoseArticleAHebrewPrepositionHides) {
  EXPECT_THAT(hits_of({"האזור הירוק"}, "לאזור הירוק, ובאזור הירוק, מהאזור הירוק, והאזור הירוק"),
              UnorderedElementsAre("האזור הירוק [אזור הירוק] ל", "האזור הירוק [אזור הירוק] וב",
                                   "האזור הירוק [האזור הירוק] מ", "האזור הירוק [האזור הירוק] ו"));
}

TEST(PhraseTable, PrefersTheWholeWordToAPeeledOne) {
  EXPECT_THAT(hits_of({"وليد", "ليد"}, "وليد"), UnorderedElementsAre("وليد [وليد]", "ليد [ليد] و"));
  EXPECT_THAT(hits_of({"والي بغداد"}, "والي بغداد"), UnorderedElementsAre("والي بغداد [والي بغداد]"));
}

TEST(PhraseTable, TakesTheArticleInsideAPhraseForOptional) {
  EXPECT_THAT(hits_of({"مصطفى الكاظمي"}, "مصطفى كاظمي"), UnorderedElementsAre("مصطفى الكاظمي [مصطفى كاظمي]"));
  EXPECT_THAT(hits_of({"مصطفى كاظمي"}, "ومصطفى الكاظمي"), UnorderedElementsAre("مصطفى كاظمي [مصطفى الكاظمي] و"));
}

TEST(PhraseTable, LeavesThePossessiveOutside) {
  EXPECT_THAT(hits_of({"Esmail Qaani", "Qaani"}, "Esmail Qaani’s men"),
              UnorderedElementsAre("Esmail Qaani [Esmail Qaani]", "Qaani [Qaani]"));
}

TEST(PhraseTable, DoesNotRunOverTheEndOfASentence) {
  EXPECT_THAT(hits_of({"a b"}, "See plan A\nB"), UnorderedElementsAre());
}

TEST(PhraseTable, FindsNothingInNothing) {
  EXPECT_THAT(hits_of({}, "a b"), UnorderedElementsAre());
  EXPECT_THAT(hits_of({"", "...", "a"}, ""), UnorderedElementsAre());
  EXPECT_EQ(PhraseTable(std::vector<std::string>{"", "!", "a"}, 1).left_out().size(), 2U);
}

TEST(LanguageFits, ExceptWherePersianMeetsArabic) {
  EXPECT_FALSE(language_fits("fa", "ar"));
  EXPECT_FALSE(language_fits("ckb", "ar"));
  EXPECT_TRUE(language_fits("ar", "fa"));
  EXPECT_TRUE(language_fits("fa", "fa"));
  EXPECT_TRUE(language_fits("fa", ""));
  EXPECT_TRUE(language_fits("", "ar"));
}

/// One way to read a word, for the naive matcher.
struct Way {
  std::string form;
  bool ends = false;  // an ending was cut off, so no word may follow
};

/// Every folded phrase that can be read from `first` to `last`, by trying all readings of all words.
void read_all(text::Document const& document, std::uint32_t first, std::uint32_t token, std::string const& so_far,
              std::map<std::string, std::vector<std::uint32_t>> const& phrases,
              std::set<std::pair<std::uint32_t, std::array<std::uint32_t, 2>>>& out) {
  auto const tokens = document.tokens();
  std::vector<text::Reading> readings;
  document.readings(tokens[token], readings);
  std::vector<Way> ways;
  std::string const word(document.folded(tokens[token]));
  for (text::Reading const& each : readings) {
    if (token == first || each.peeled.empty()) ways.push_back({std::string(each.folded), each.cut != 0});
  }
  if (token != first && static_cast<unsigned char>(word[0]) >= 0xD8 && static_cast<unsigned char>(word[0]) <= 0xDB) {
    if (!word.starts_with("ال")) ways.push_back({"ال" + word});
    if (word.starts_with("ال") && word.size() >= 10) ways.push_back({word.substr(4)});
  }
  for (Way const& way : ways) {
    std::string const text = so_far.empty() ? way.form : so_far + " " + way.form;
    if (auto const at = phrases.find(text); at != phrases.end()) {
      for (std::uint32_t const phrase : at->second) out.insert({phrase, {first, token}});
    }
    bool const more = !way.ends && token + 1 < tokens.size() && token + 1 - first < 4;
    if (more && tokens[token + 1].sentence == tokens[first].sentence)
      read_all(document, first, token + 1, text, phrases, out);
  }
}

TEST(PhraseTable, FindsWhatANaiveMatcherFindsInRandomTexts) {
  std::mt19937 random(20200629);
  std::vector<std::string> const words{"a",      "b",     "qaani", "qaani's", "ال",     "والي",     "لي",  "الي",
                                       "وليد",   "ليد",   "عراق",  "العراق",  "للعراق", "وبالعراق", "ב",   "בגדאד",
                                       "בבגדאד", "לאזור", "האזור", "אזור",    "l'iran", "iran",     "قآني"};
  auto const some = [&](int most, std::string_view between) {
    std::string out;
    for (int n = 1 + static_cast<int>(random() % static_cast<unsigned>(most)); n > 0; --n) {
      out += words[random() % words.size()];
      if (n > 1) out += between;
    }
    return out;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> phrases;
    std::map<std::string, std::vector<std::uint32_t>> folded;
    for (std::uint32_t i = 0; i < 60; ++i) {
      phrases.push_back(some(4, " "));
      folded[text::fold(phrases.back())].push_back(i);
    }
    std::string body;
    for (int i = 0; i < 20; ++i) body += some(5, " ") + (random() % 3 == 0 ? ".\n" : " ");
    text::Document const document("", body);
    std::set<std::pair<std::uint32_t, std::array<std::uint32_t, 2>>> expected;
    for (std::uint32_t t = 0; t < document.tokens().size(); ++t) read_all(document, t, t, "", folded, expected);

    std::vector<Hit> hits;
    PhraseTable(phrases, random()).find(document, hits);
    std::set<std::pair<std::uint32_t, std::array<std::uint32_t, 2>>> actual;
    for (Hit const& each : hits) {
      EXPECT_TRUE(actual.insert({each.phrase, {each.first_token, each.last_token}}).second) << "reported twice";
    }
    ASSERT_EQ(actual, expected) << body;
  }
}

TEST(PhraseTable, HoldsAHundredThousandNamesInSmallMemory) {
  std::vector<std::string> phrases;
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i)
    phrases.push_back(fmt::format("name{} family{}", random() % 5'000, random() % 60'000));
  PhraseTable const table(phrases, 3);
  EXPECT_LE(table.bytes() / phrases.size(), 96U);
  text::Document const document("", phrases[4711]);
  std::vector<Hit> hits;
  table.find(document, hits);
  EXPECT_FALSE(hits.empty());
}

TEST(SpellingFits, AsksShortArabicWordsForTheirVeryLetters) {
  EXPECT_FALSE(spelling_fits("على", "علي"));
  EXPECT_TRUE(spelling_fits("عَلِيّ", "علي"));
  EXPECT_TRUE(spelling_fits("علی", "علي"));
  EXPECT_FALSE(spelling_fits("ماء", "ما"));
  EXPECT_FALSE(spelling_fits("آب", "إب"));  // August is no town
  EXPECT_TRUE(spelling_fits("اب", "إب"));
  EXPECT_TRUE(spelling_fits("قاآنى", "قآني"));
}

TEST(SpellingFits, AsksLatinNamesForTheirCapitals) {
  EXPECT_FALSE(spelling_fits("us", "US"));
  EXPECT_FALSE(spelling_fits("Us", "US"));
  EXPECT_FALSE(spelling_fits("turkey", "Turkey"));
  EXPECT_TRUE(spelling_fits("TURKEY", "Turkey"));
}

}  // namespace
}  // namespace rasid::names
