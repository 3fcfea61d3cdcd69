#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/actors/office_wordings.h"
#include "extractors/text/fold.h"
#include "tests/unit/actors/catalogue_of.h"

namespace rasid::actors {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

entities::Role office(std::string name, std::string of, char const* from, char const* to = nullptr) {
  return {.from = day(from),
          .to = to == nullptr ? std::nullopt : std::optional(day(to)),
          .office = std::move(name),
          .of = std::move(of)};
}

std::vector<entities::Entity> actors_of_iraq() {
  return {
      person("mahdi", {{"Adel Abdul Mahdi", "en"}, {"عادل عبد المهدي", "ar"}},
             {office("prime-minister", "iraq", "2018-10-25", "2020-05-07")}),
      person(
          "kadhimi", {{"Mustafa al-Kadhimi", "en"}, {"مصطفى الكاظمي", "ar"}},
          {{.text = "Prime Minister of Iraq", .language = "en", .from = day("2020-05-07"), .to = day("2022-10-27")}}),
      person("qaani", {{"Esmail Qaani", "en"}, {"إسماعيل قآني", "ar"}},
             {office("commander", "quds-force", "2020-01-03")}),
      organisation("quds-force", {{"Quds Force", "en"}, {"فيلق القدس", "ar"}, {"כוח קודס", "he"}}),
      country("iraq", "IQ", {{"Iraq", "en"}, {"العراق", "ar"}, {"عراق", "fa"}, {"עיראק", "he"}, {"Ирак", "ru"}})};
}

Extractors const& extractors() {
  static Extractors const all(catalogue_of(actors_of_iraq()));
  return all;
}

struct Wording {
  char const* text;
};

class WordingsOfAnOffice : public testing::TestWithParam<char const*> {};

TEST_P(WordingsOfAnOffice, NameWhoHeldItOnTheArticlesDate) {
  EXPECT_THAT(found_by(extractors(), GetParam(), "2021-03-01"), Contains(testing::StartsWith("kadhimi role")));
  EXPECT_THAT(found_by(extractors(), GetParam(), "2019-03-01"), Contains(testing::StartsWith("mahdi role")));
  EXPECT_THAT(found_by(extractors(), GetParam(), "2010-03-01"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    , WordingsOfAnOffice,
    testing::Values("Yesterday the Iraqi prime minister spoke.", "It was Iraq's prime minister who spoke.",
                    "The premier of Iraq spoke.", "قال رئيس الوزراء العراقي إن الأمر انتهى.",
                    "قال رئيس وزراء العراق إن الأمر انتهى.", "وأكد رئيس الحكومة العراقية ذلك.",
                    "نخست‌وزیر عراق دیروز گفت که این کار تمام شد.",
                    "ראש ממשלת עיראק אמר אתמול.", "ראש הממשלה העיראקי אמר אתמול.",
                    "Премьер-министр Ирака заявил об этом.", "Об этом рассказали иракскому премьеру.",
                    "Встреча с премьером Ирака прошла вчера."));

TEST(Roles, OfAnOrganisationAreComposedToo) {
  EXPECT_THAT(found_by(extractors(), "The Quds Force commander arrived."),
              Contains("qaani role [Quds Force commander]"));
  EXPECT_THAT(found_by(extractors(), "وصل قائد فيلق القدس إلى بغداد."), Contains("qaani role [قائد فيلق القدس]"));
  EXPECT_THAT(found_by(extractors(), "מפקד כוח קודס הגיע."), Contains("qaani role [מפקד כוח קודס]"));
}

class OthersOffices : public testing::TestWithParam<char const*> {};

TEST_P(OthersOffices, AreNotTheHolders) {
  EXPECT_THAT(found_by(extractors(), GetParam(), "2021-03-01"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(, OthersOffices,
                         testing::Values("The former Iraqi prime minister spoke.",
                                         "The deputy Iraqi prime minister spoke.",
                                         "قال رئيس الوزراء العراقي السابق ذلك.", "قال نائب رئيس الوزراء العراقي ذلك.",
                                         "ראש הממשלה העיראקי לשעבר אמר.", "Бывший премьер-министр Ирака заявил.",
                                         "The Iraqi prime minister-designate spoke."));

TEST(Roles, OfAFormerHolderWhoIsNamedBesideThemAreHis) {
  EXPECT_THAT(found_by(extractors(), "The former Iraqi prime minister Adel Abdul Mahdi spoke.", "2021-03-01"),
              Not(Contains(testing::StartsWith("kadhimi"))));
}

TEST(Offices, AreReadOutOfWrittenRoles) {
  auto const catalogue = catalogue_of(actors_of_iraq());
  OfficeWordings const words(*catalogue);
  auto const reads = [&](std::string text) {
    auto const office_read = words.office_of({.text = std::move(text)});
    return office_read ? office_read->concept_key + " of " + (*catalogue)[office_read->of].key : "none";
  };
  EXPECT_EQ(reads("Prime Minister of Iraq"), "prime-minister of iraq");
  EXPECT_EQ(reads("Iraqi prime minister"), "prime-minister of iraq");
  EXPECT_EQ(reads("رئيس الوزراء العراقي"), "prime-minister of iraq");
  EXPECT_EQ(reads("رئيس وزراء العراق"), "prime-minister of iraq");
  EXPECT_EQ(reads("commander of the Quds Force"), "commander of quds-force");
  EXPECT_EQ(reads("قائد فيلق القدس"), "commander of quds-force");
  EXPECT_EQ(reads("painter of Iraq"), "none");
  EXPECT_EQ(reads(""), "none");
  EXPECT_EQ(reads("Prime Minister of"), "none");
}

TEST(Offices, OfWhatIsNotListedHaveNoWordings) {
  auto const catalogue = catalogue_of(actors_of_iraq());
  EXPECT_FALSE(OfficeWordings(*catalogue).office_of({.office = "prime-minister", .of = "atlantis"}).has_value());
}

TEST(Names, InsideAListedActorsContextOfSomeoneElseAreNotHis) {
  entities::Entity daei = person("daei", {{"Ali Daei", "en"}});
  daei.not_near = {"striker", "كرة القدم"};
  Extractors const all(catalogue_of({daei}));
  EXPECT_THAT(found_by(all, "Ali Daei met the minister."), ElementsAre("daei name [Ali Daei]"));
  EXPECT_THAT(found_by(all, "The striker Ali Daei scored twice."), IsEmpty());
  std::string far = "The striker scored twice.";
  for (int i = 0; i < 40; ++i) far += " Words go on and on.";
  EXPECT_THAT(found_by(all, far + " Ali Daei met the minister."), ElementsAre("daei name [Ali Daei]"));
}

}  // namespace
}  // namespace rasid::actors
