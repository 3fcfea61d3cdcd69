#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/entities/catalogue.h"
#include "tests/unit/gazetteer/small_atlas.h"

namespace rasid::entities {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Listed: Iraq, Mosul under a key of its own, Texas without a container, a person.
std::vector<Entity> listed() {
  return {
      {.key = "iraq",
       .kind = EntityKind::place,
       .label = "Iraq",
       .names = {{"Iraq", "en"}},
       .point = GeoPoint{33, 44},
       .country = "IQ",
       .place_kind = "country"},
      {.key = "mosul",
       .kind = EntityKind::place,
       .label = "Mosul",
       .names = {{"Mosul", "en"}, {"الموصل", "ar"}},
       .point = GeoPoint{36.34, 43.13},
       .country = "IQ",
       .place_kind = "city",
       .within = EntityIndex{0}},
      {.key = "texas",
       .kind = EntityKind::place,
       .label = "Texas",
       .names = {{"Texas", "en"}},
       .point = GeoPoint{31.4, -99.3},
       .country = "US",
       .place_kind = "province"},
      {.key = "paris-hilton", .kind = EntityKind::person, .label = "Paris Hilton", .names = {{"Paris Hilton", "en"}}}};
}

class JoinedCatalogue : public testing::Test {
 protected:
  std::vector<std::string> named(std::string_view word) const {
    std::vector<std::string> out;
    for (EntityIndex const place : catalogue_.places_named(word)) out.push_back(catalogue_[place].key);
    return out;
  }
  EntityIndex place(std::string_view word) const { return catalogue_.places_named(word).at(0); }

  gazetteer::Aligned bytes_{gazetteer::small_atlas()};
  Catalogue catalogue_{listed(), gazetteer::Gazetteer::read(bytes_.bytes()).value()};
};

TEST_F(JoinedCatalogue, LetsListedPlacesStandForTheSameOfTheGazetteer) {
  EXPECT_THAT(named("Mosul"), ElementsAre("mosul"));
  EXPECT_THAT(named("mosul-99072"), ElementsAre("mosul"));
  EXPECT_THAT(named("Мосул"), ElementsAre("mosul"));  // a name that only the gazetteer has
  EXPECT_THAT(named("Texas"), ElementsAre("texas"));
}

TEST_F(JoinedCatalogue, GivesPlacesThatNobodyListed) {
  EXPECT_THAT(named("Qayyarah"), ElementsAre("qayyarah-1"));
  Entity const& qayyarah = catalogue_[place("qayyarah-1")];
  EXPECT_EQ(qayyarah.label, "Qayyarah");
  EXPECT_EQ(qayyarah.country, "IQ");
  EXPECT_EQ(qayyarah.place_kind, "town");
  EXPECT_EQ(qayyarah.population, 15'000U);
  EXPECT_EQ(&qayyarah, &catalogue_[place("qayyarah-1")]);  // made once
}

TEST_F(JoinedCatalogue, HoldsThatWhatLiesInAListedCountryIsInIt) {
  EntityIndex const qayyarah = place("qayyarah-1");
  EXPECT_TRUE(catalogue_.lies_within(qayyarah, place("iraq")));
  EXPECT_TRUE(catalogue_.lies_within(qayyarah, place("Nineveh")));
  EXPECT_FALSE(catalogue_.lies_within(qayyarah, place("mosul")));
  EXPECT_FALSE(catalogue_.lies_within(place("iraq"), qayyarah));
  EXPECT_TRUE(catalogue_.lies_within(place("Paris, Texas"), place("texas")));
  EXPECT_TRUE(catalogue_.lies_within(place("texas"), place("United States")));  // which its list does not say
}

TEST_F(JoinedCatalogue, PrefersNamesInCommonUseToOthers) {
  EXPECT_THAT(named("Paris"), testing::UnorderedElementsAre("paris-2988507", "paris-4717560"));
  EXPECT_EQ(catalogue_.all_places_named("Paris").size(), 3U);
}

TEST_F(JoinedCatalogue, ReadsANameAndWhatContainsIt) {
  EXPECT_THAT(named("Paris, Texas"), ElementsAre("paris-4717560"));
  EXPECT_THAT(named("Qayyarah, العراق"), ElementsAre("qayyarah-1"));
  EXPECT_THAT(named("Paris, Iraq"), IsEmpty());
  EXPECT_THAT(named(", Iraq"), ElementsAre("iraq"));
}

TEST_F(JoinedCatalogue, OffersWhatWasMeant) {
  EXPECT_THAT(catalogue_.places_like("Qayyara"), testing::Contains("Qayyarah"));
}

TEST_F(JoinedCatalogue, NamesEachPlaceOnce) {
  std::vector<std::string> labels;
  catalogue_.for_each_place([&](EntityIndex index) { labels.emplace_back(catalogue_.label(index)); });
  EXPECT_EQ(std::ranges::count(labels, "Mosul"), 1);
  EXPECT_EQ(labels.size(), 9U);
}

TEST_F(JoinedCatalogue, GoesRoundForNoUserWhoListsAProvinceInsideItsTown) {
  auto upside_down = listed();
  upside_down[0].within = std::nullopt;
  upside_down.push_back({.key = "nineveh",
                         .kind = EntityKind::place,
                         .label = "Nineveh",
                         .names = {{"Nineveh", "en"}},
                         .point = GeoPoint{36, 42.5},
                         .country = "IQ",
                         .place_kind = "province",
                         .within = EntityIndex{1}});
  upside_down[1].within = std::nullopt;  // the gazetteer would say Nineveh
  Catalogue const odd(std::move(upside_down), gazetteer::Gazetteer::read(bytes_.bytes()).value());
  std::size_t levels = 0;
  for (auto next = odd.within(EntityIndex{1}); next && levels < 10; next = odd.within(*next)) ++levels;
  EXPECT_LT(levels, 10U);
}

}  // namespace
}  // namespace rasid::entities
