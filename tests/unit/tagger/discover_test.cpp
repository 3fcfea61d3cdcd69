#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/discovery/discover.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/extraction/extraction.h"
#include "extractors/extraction/named_spans.h"
#include "extractors/tagger/model.h"

namespace rasid {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

std::filesystem::path const config = std::filesystem::path(RASID_SOURCE_DIR) / "config";

/// The shipped lists and the shipped model.
Extractors const& shipped() {
  static Extractors const extractors = [] {
    auto model = tagger::Model::read(config / "tagger" / "names.model");
    EXPECT_TRUE(model) << model.error().message();
    auto catalogue = entities::load_catalogue(config);
    EXPECT_TRUE(catalogue);
    return Extractors(*catalogue, std::make_shared<tagger::Model const>(*std::move(model)));
  }();
  return extractors;
}

Extraction read(std::string body, std::string title = {}) {
  Article article;
  article.title = std::move(title);
  article.body = std::move(body);
  return shipped().extract(article);
}

std::vector<std::string> names(Extraction const& extraction, EntityKind kind) {
  std::vector<std::string> out;
  for (Discovered const& each : extraction.discovered)
    if (each.kind == kind) out.push_back(each.canonical);
  return out;
}

/// Offsets on characters, ascending, not overlapping, within the text.
void expect_valid(Extraction const& extraction) {
  std::uint32_t reached = 0;
  std::string const& text = extraction.document.text();
  auto const on_boundary = [&](std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  for (Discovered const& each : extraction.discovered) {
    EXPECT_LE(reached, each.range.begin);
    EXPECT_LT(each.range.begin, each.range.end);
    EXPECT_LE(each.range.end, text.size());
    EXPECT_TRUE(on_boundary(each.range.begin) && on_boundary(each.range.end));
    EXPECT_GT(each.confidence, 0);
    EXPECT_LE(each.confidence, 1.001F);
    reached = each.range.end;
  }
}

struct Line {
  char const* says;
  char const* text;
  char const* person;
};

struct UnlistedPeople : testing::TestWithParam<Line> {};

TEST_P(UnlistedPeople, AreFoundInFiveLanguages) {
  Extraction const extraction = read(GetParam().text);
  EXPECT_THAT(names(extraction, EntityKind::person), Contains(GetParam().person));
  expect_valid(extraction);
}

INSTANTIATE_TEST_SUITE_P(
    , UnlistedPeople,
    testing::Values(
        Line{"Arabic", "وقال الدكتور سامي الخطيب إن النتائج ستعلن غدا في مؤتمر صحفي.", "سامي الخطيب"},
        Line{"Persian", "مهندس بهرام کاشانی مدیرعامل شرکت گفت که قیمت ها افزایش نمی یابد.", "بهرام کاشانی"},
        Line{"Hebrew", "השחקן דניאל ברקוביץ אמר אתמול כי לא יופיע בסרט החדש.", "דניאל ברקוביץ"},
        Line{"Russian", "Директор завода Николай Петренко сообщил, что цех откроют весной.", "Николай Петренко"},
        Line{"English", "The project was led by Martin Hollander, a professor of history.", "Martin Hollander"}),
    [](auto const& i) { return i.param.says; });

TEST(Discovery, FindsNothingWithoutAModel) {
  auto catalogue = entities::load_catalogue(config);
  ASSERT_TRUE(catalogue);
  Article article;
  article.body = "The project was led by Martin Hollander.";
  EXPECT_THAT(Extractors(*catalogue).extract(article).discovered, IsEmpty());
}

TEST(Discovery, NeverLosesAListedName) {
  auto catalogue = entities::load_catalogue(config);
  ASSERT_TRUE(catalogue);
  Extractors const lists(*catalogue);
  for (char const* text : {"Esmail Qaani met Martin Hollander in Baghdad, near the Tigris, before Qaani left for Iraq.",
                           "وصل إسماعيل قآني إلى بغداد والتقى سامي الخطيب.", "קאאני ביקר בבגדאד.",
                           "Исмаил Каани прибыл в Багдад из Тегерана.", "اسماعیل قاآنی وارد بغداد شد."}) {
    Article article;
    article.body = text;
    auto const before = lists.extract(article).mentions;
    auto const after = shipped().extract(article).mentions;
    ASSERT_EQ(before.size(), after.size()) << text;
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(before[i].range, after[i].range);
      EXPECT_EQ(before[i].entity, after[i].entity);
      EXPECT_LE(after[i].confidence, before[i].confidence);
    }
  }
}

TEST(Discovery, DoesNotOfferWhatIsListed) {
  Extraction const extraction =
      read("Esmail Qaani arrived in Baghdad on Monday. Qaani will stay in Iraq for two days.");
  EXPECT_THAT(extraction.mentions, Not(IsEmpty()));
  for (Discovered const& each : extraction.discovered)
    for (Mention const& mention : extraction.mentions) EXPECT_NE(each.range, mention.range);
}

TEST(Discovery, KnowsAPersonAgainBySurname) {
  Extraction const extraction = read(
      "The project was led by Martin Hollander, a professor of history. Later, Hollander left the university. "
      "Nobody followed Hollander there.");
  std::size_t times = 0;
  for (Discovered const& each : extraction.discovered)
    if (extraction.document.slice(each.range).ends_with("Hollander") && each.canonical == "Martin Hollander") ++times;
  EXPECT_GE(times, 2U);  // in full, and at least once by surname
}

TEST(Discovery, SaysTheSentenceAndTheCue) {
  Extraction const extraction = read("It rained. The project was led by Martin Hollander, a professor of history.");
  EXPECT_THAT(extraction.discovered,
              Contains(AllOf(Field(&Discovered::canonical, "Martin Hollander"), Field(&Discovered::sentence, 1U))));
}

TEST(Discovery, LeavesEmptyAndNamelessTextsAlone) {
  EXPECT_THAT(read("").discovered, IsEmpty());
  EXPECT_THAT(read("... !!! 12 34").discovered, IsEmpty());
  EXPECT_THAT(read("The weather will be mild and dry in the next two days.").discovered, IsEmpty());
}

struct Abuse : testing::TestWithParam<std::pair<char const*, std::string>> {};

TEST_P(Abuse, GivesValidSpansWhateverTheText) {
  expect_valid(read(GetParam().second));
}

std::string many(std::string const& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

std::string binary() {
  std::string out;
  for (std::uint32_t i = 0, x = 1; i < 20'000; ++i, x = x * 1664525 + 1013904223) out += static_cast<char>(x >> 24U);
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    , Abuse,
    testing::Values(std::pair{"OneHugeSentence", many("Martin Hollander and ", 20'000)},
                    std::pair{"OneHugeWord", many("Holland", 50'000)}, std::pair{"Binary", binary()},
                    std::pair{"AllCapitals", many("PRESIDENT MARTIN HOLLANDER MEETS THE QUEEN OF NORWAY ", 50)},
                    std::pair{"NoPunctuation", many("قال سامي الخطيب ان بغداد مدينة كبيرة ", 2'000)},
                    std::pair{"CombiningMarks", "Hollander" + many("\u0301", 5'000)},
                    std::pair{"ManyScripts", many("Martin سامي דניאל Николай 马丁 ", 2'000)}),
    [](auto const& i) { return std::string(i.param.first); });

TEST(Discovery, IsBoundedInALongText) {
  std::string text;
  for (int i = 0; i < 6'000; ++i) text += "It was Martin Hollander. ";
  EXPECT_LE(read(text).discovered.size(), limit_discovered);
}

TEST(NamedSpans, TakesTheLongestOfNamesThatOverlap) {
  Extraction extraction{text::Document({}, "the Baghdad Brigades of Basra"), {}, {}, {}};
  extraction.mentions.push_back({.range = {4, 11}, .kind = EntityKind::place});
  extraction.mentions.push_back({.range = {24, 29}, .kind = EntityKind::place, .confidence = confidence_contradicted});
  extraction.mentions.push_back({.range = {0, 29}, .kind = EntityKind::person, .method = Method::role});
  extraction.discovered.push_back({.range = {4, 20}, .kind = EntityKind::organisation, .confidence = 0.6F});
  auto const spans = named_spans(extraction, entities::Catalogue{});
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].range, (ByteRange{4, 20}));
  EXPECT_EQ(spans[0].kind, EntityKind::organisation);
  EXPECT_FALSE(spans[0].entity);
}

}  // namespace
}  // namespace rasid
