#include "extractors/entities/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::entities {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr EntityIndex qaani{0}, kataib{1}, iraq{2}, baghdad{3}, karrada{4}, damascus{5};

Name name(std::string text, std::string language) {
  return {.text = std::move(text), .language = std::move(language)};
}

Catalogue small() {
  std::vector<Entity> all(6);
  all[0] = {.key = "qaani",
            .kind = EntityKind::person,
            .label = "Esmail Qaani",
            .names = {name("إسماعيل قآني", "ar"), name("قاآنی", "fa"), name("Эсмаил Каани", "ru"), name("Qaani", "en")},
            .groups = {"irgc"}};
  all[1] = {.key = "kataib-hezbollah",
            .kind = EntityKind::organisation,
            .label = "Kataib Hezbollah",
            .names = {name("كتائب حزب الله", "ar")},
            .groups = {"pmf", "irgc"}};
  all[2] = {.key = "iraq", .kind = EntityKind::place, .label = "Iraq", .names = {name("العراق", "ar")}};
  all[3] = {.key = "baghdad", .kind = EntityKind::place, .label = "Baghdad", .names = {name("بغداد", "ar")}};
  all[3].within = iraq;
  all[4] = {.key = "karrada", .kind = EntityKind::place, .label = "Karrada", .names = {name("الكرادة", "ar")}};
  all[4].within = baghdad;
  all[5] = {.key = "damascus", .kind = EntityKind::place, .label = "Damascus", .names = {name("دمشق", "ar")}};
  return Catalogue(std::move(all));
}

TEST(Catalogue, FindsAnActorByKeyLabelOrAnyNameInAnyScript) {
  Catalogue const catalogue = small();
  for (auto const* word :
       {"qaani", "QAANI", "Esmail Qaani", "esmail  qaani", "اسماعيل قاني", "إسماعيل قآني", "قاآنی", "эсмаил каани"}) {
    EXPECT_THAT(catalogue.actors_named(word), ElementsAre(qaani)) << word;
  }
}

TEST(Catalogue, KeepsActorsAndPlacesApart) {
  Catalogue const catalogue = small();
  EXPECT_THAT(catalogue.actors_named("Baghdad"), IsEmpty());
  EXPECT_THAT(catalogue.places_named("qaani"), IsEmpty());
  EXPECT_THAT(catalogue.places_named("بغداد"), ElementsAre(baghdad));
}

TEST(Catalogue, PrefersAKeyOverNamesThatFoldAlike) {
  std::vector<Entity> all(2);
  all[0] = {.key = "ur", .kind = EntityKind::place, .label = "Ur of the Chaldees"};
  all[1] = {.key = "ur-fr", .kind = EntityKind::place, .label = "Ur"};
  Catalogue const catalogue(std::move(all));
  EXPECT_THAT(catalogue.places_named("ur"), ElementsAre(EntityIndex{0}));
  EXPECT_THAT(catalogue.places_named("Ur"), ElementsAre(EntityIndex{1}));
}

TEST(Catalogue, GivesAllWhoShareAName) {
  std::vector<Entity> all(2);
  all[0] = {.key = "quneitra", .kind = EntityKind::place, .label = "Quneitra", .names = {name("القنيطرة", "ar")}};
  all[1] = {.key = "kenitra", .kind = EntityKind::place, .label = "Kenitra", .names = {name("القنيطرة", "ar")}};
  EXPECT_THAT(Catalogue(std::move(all)).places_named("القنيطره"), ElementsAre(EntityIndex{0}, EntityIndex{1}));
}

TEST(Catalogue, KnowsThatAQuarterLiesInItsCityAndItsCountry) {
  Catalogue const catalogue = small();
  EXPECT_TRUE(catalogue.lies_within(karrada, karrada));
  EXPECT_TRUE(catalogue.lies_within(karrada, baghdad));
  EXPECT_TRUE(catalogue.lies_within(karrada, iraq));
  EXPECT_FALSE(catalogue.lies_within(iraq, karrada));
  EXPECT_FALSE(catalogue.lies_within(damascus, iraq));
}

TEST(Catalogue, AnswersEvenWherePlacesContainEachOther) {
  std::vector<Entity> all(3);
  all[0] = {.key = "a", .kind = EntityKind::place, .within = EntityIndex{1}};
  all[1] = {.key = "b", .kind = EntityKind::place, .within = EntityIndex{0}};
  all[2] = {.key = "c", .kind = EntityKind::place};
  EXPECT_FALSE(Catalogue(std::move(all)).lies_within(EntityIndex{0}, EntityIndex{2}));
}

TEST(Catalogue, ListsTheMembersOfAGroup) {
  Catalogue const catalogue = small();
  EXPECT_THAT(catalogue.group("irgc"), ElementsAre(qaani, kataib));
  EXPECT_THAT(catalogue.group("pmf"), ElementsAre(kataib));
  EXPECT_THAT(catalogue.group("nobody"), IsEmpty());
}

TEST(Catalogue, SuggestsTheNameThatWasMeant) {
  Catalogue const catalogue = small();
  EXPECT_THAT(catalogue.actors_like("Esmail Qani"), Contains("Esmail Qaani"));
  EXPECT_THAT(catalogue.actors_like("esmail"), Contains("Esmail Qaani"));
  EXPECT_THAT(catalogue.places_like("Bagdad"), Contains("Baghdad"));
  EXPECT_THAT(catalogue.places_like("بغدد"), Contains("بغداد"));
  EXPECT_THAT(catalogue.groups_like("irg"), ElementsAre("irgc"));
  EXPECT_THAT(catalogue.actors_like("zzzzzz"), IsEmpty());
}

TEST(Catalogue, HasNothingForWordsWithoutALetter) {
  Catalogue const catalogue = small();
  for (auto const* word : {"", " ", "—", "\xFF"}) {
    EXPECT_THAT(catalogue.actors_named(word), IsEmpty());
    EXPECT_THAT(catalogue.actors_like(word), IsEmpty());
  }
}

TEST(Role, IsHeldFromItsFirstDayUntilTheDayBeforeItsEnd) {
  Role const role{.text = "commander", .from = parse_rfc3339("2020-01-03"), .to = parse_rfc3339("2024-01-01")};
  EXPECT_FALSE(role.held_at(*parse_rfc3339("2020-01-02")));
  EXPECT_TRUE(role.held_at(*parse_rfc3339("2020-01-03")));
  EXPECT_FALSE(role.held_at(*parse_rfc3339("2024-01-01")));
}

}  // namespace
}  // namespace rasid::entities
