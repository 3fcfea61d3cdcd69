// What is shipped in config/ must load without a problem and hold what the documentation promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/entities/load_catalogue.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// Read once: all tests only look at it.
Catalogue const& shipped() {
  static auto const loaded = load_catalogue(std::filesystem::path(RASID_SOURCE_DIR) / "config");
  if (!loaded) {
    for (Diagnostic const& problem : loaded.error()) ADD_FAILURE() << render(problem);
    static Catalogue const empty;
    return empty;
  }
  return **loaded;
}

EntityIndex place(std::string_view key) {
  auto const found = shipped().places_named(key);
  EXPECT_FALSE(found.empty()) << key;
  return found.empty() ? EntityIndex{} : found[0];
}

Name const* name_of(std::string_view key, std::string_view text) {
  Entity const& entity = shipped()[place(key)];
  for (Name const& name : entity.names) {
    if (text::fold(name.text) == text::fold(text)) return &name;
  }
  return nullptr;
}

TEST(ShippedCatalogue, LoadsAndIsOfTheSizeItIsMeantToBe) {
  std::size_t const places =
      std::ranges::count(shipped().all(), EntityKind::place, [](Entity const& entity) { return entity.kind; });
  EXPECT_GT(places, 2500U);
  EXPECT_GT(shipped().all().size() - places, 100U);
}

TEST(ShippedCatalogue, KnowsTheCommanderInEveryScript) {
  auto const qaani = shipped().actors_named("qaani");
  ASSERT_EQ(qaani.size(), 1U);
  for (auto const* word : {"Esmail Qaani", "Ghaani", "قآني", "قاآنی", "קאאני", "Эсмаил Каани"}) {
    EXPECT_EQ(shipped().actors_named(word), qaani) << word;
  }
  EXPECT_THAT(shipped().group("irgc"), Contains(qaani[0]));
  EXPECT_THAT(shipped().group("quds-force"), Contains(qaani[0]));
}

TEST(ShippedCatalogue, GivesAnOfficeToOneHolderAtATime) {
  auto const holders = [](std::string_view title, std::string_view day) {
    std::vector<std::string> keys;
    for (Entity const& entity : shipped().all()) {
      for (Role const& role : entity.roles) {
        if (role.text == title && role.held_at(*parse_rfc3339(day))) keys.push_back(entity.key);
      }
    }
    return keys;
  };
  EXPECT_THAT(holders("قائد فيلق القدس", "2020-06-29"), ElementsAre("qaani"));
  EXPECT_THAT(holders("قائد فيلق القدس", "2019-06-29"), ElementsAre("soleimani"));
  EXPECT_THAT(holders("رئيس الوزراء العراقي", "2020-06-29"), ElementsAre("kadhimi"));
  EXPECT_THAT(holders("رئيس الوزراء العراقي", "2024-06-29"), ElementsAre("sudani"));
  EXPECT_THAT(holders("Israeli prime minister", "2021-08-01"), ElementsAre("bennett"));
  EXPECT_THAT(holders("Israeli prime minister", "2020-08-01"), ElementsAre("netanyahu"));
}

TEST(ShippedCatalogue, PutsTheGreenZoneAndKarradaInBaghdadAndBaghdadInIraq) {
  EXPECT_TRUE(shipped().lies_within(place("green-zone"), place("baghdad")));
  EXPECT_TRUE(shipped().lies_within(place("karrada"), place("baghdad")));
  EXPECT_TRUE(shipped().lies_within(place("karrada"), place("iraq")));
  EXPECT_TRUE(shipped().lies_within(place("albu-kamal"), place("syria")));
  EXPECT_TRUE(shipped().lies_within(place("iraq"), place("middle-east")));
  EXPECT_FALSE(shipped().lies_within(place("quneitra"), place("iraq")));
}

TEST(ShippedCatalogue, FindsPlacesAsNewsWritesThem) {
  EXPECT_THAT(shipped().places_named("المنطقة الخضراء"), ElementsAre(place("green-zone")));
  EXPECT_THAT(shipped().places_named("البوكمال"), ElementsAre(place("albu-kamal")));
  EXPECT_THAT(shipped().places_named("القنيطرة"), Contains(place("quneitra")));
  EXPECT_THAT(shipped().places_named("Багдад"), Contains(place("baghdad")));
  EXPECT_THAT(shipped().places_named("עיראק"), Contains(place("iraq")));
  EXPECT_THAT(shipped().places_named("سورية"), Contains(place("syria")));
  EXPECT_THAT(shipped().places_named("آمریکا"), Contains(place("united-states")));
}

TEST(ShippedCatalogue, MarksNamesThatAreWordsAsAmbiguous) {
  for (auto const& [key, word] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"green-zone", "الخضراء"},
                                                                            {"al-udeid", "العديد"},
                                                                            {"tyre", "صور"},
                                                                            {"khobar", "الخبر"},
                                                                            {"nice", "Nice"},
                                                                            {"togo", "Того"},
                                                                            {"mali", "مالي"},
                                                                            {"iceland", "Island"},
                                                                            {"al-aqsa", "الأقصى"}}) {
    Name const* found = name_of(key, word);
    ASSERT_NE(found, nullptr) << key << " " << word;
    EXPECT_TRUE(found->ambiguous) << word;
  }
  for (auto const& [key, word] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"baghdad", "بغداد"},
                                                                            {"green-zone", "المنطقة الخضراء"},
                                                                            {"aleppo", "حلب"},
                                                                            {"gaza", "غزة"},
                                                                            {"quneitra", "القنيطرة"},
                                                                            {"tehran", "طهران"},
                                                                            {"jerusalem", "القدس"},
                                                                            {"haifa", "חיפה"}}) {
    Name const* found = name_of(key, word);
    ASSERT_NE(found, nullptr) << key << " " << word;
    EXPECT_FALSE(found->ambiguous) << word;
  }
}

TEST(ShippedCatalogue, HasEveryPlaceOnTheGlobeAndInACountryThatIsListed) {
  std::set<std::string> countries;
  for (Entity const& entity : shipped().all()) {
    if (entity.place_kind == "country") countries.insert(entity.country);
  }
  EXPECT_GT(countries.size(), 190U);
  for (Entity const& entity : shipped().all()) {
    if (entity.kind != EntityKind::place) continue;
    EXPECT_FALSE(entity.names.empty()) << entity.key;
    if (!entity.country.empty()) EXPECT_THAT(countries, Contains(entity.country)) << entity.key;
    bool const small = entity.place_kind == "city" || entity.place_kind == "town";
    if (small) EXPECT_TRUE(entity.point.has_value() && entity.within.has_value()) << entity.key;
    if (entity.point) EXPECT_FALSE(entity.point->latitude == 0 && entity.point->longitude == 0) << entity.key;
  }
}

TEST(ShippedCatalogue, GivesEveryActorANameThatNeedsNoOtherEvidence) {
  for (Entity const& entity : shipped().all()) {
    if (entity.kind == EntityKind::place) continue;
    bool const certain = std::ranges::any_of(entity.names, [](Name const& name) { return !name.ambiguous; });
    EXPECT_TRUE(certain) << entity.key;
  }
}

}  // namespace
}  // namespace rasid::entities
