#include <gtest/gtest.h>

#include "extractors/discovery/plain_name.h"
#include "extractors/discovery/settle_places.h"

namespace rasid {
namespace {

std::string plain(std::string const& text, EntityKind kind) {
  text::Document const document("", text);
  auto const whole = std::string_view(document.text());
  auto const begin = static_cast<std::uint32_t>(whole.find(text));
  return std::string(
      document.slice(plain_name(document, {begin, begin + static_cast<std::uint32_t>(text.size())}, kind)));
}

TEST(PlainName, OfAPlaceIsWithoutWhatIsSaidOfIt) {
  EXPECT_EQ(plain("the West Midlands", EntityKind::place), "West Midlands");
  EXPECT_EQ(plain("northern town of Toruń", EntityKind::place), "Toruń");
  EXPECT_EQ(plain("Danube Delta area", EntityKind::place), "Danube Delta");
  EXPECT_EQ(plain("область", EntityKind::place), "область");
  EXPECT_EQ(plain("مدينة الموصل", EntityKind::place), "مدينة الموصل") << "no capitals, nothing to go by";
}

TEST(PlainName, IsWithoutAPossessiveEnding) {
  EXPECT_EQ(plain("Egypt's", EntityKind::place), "Egypt");
  EXPECT_EQ(plain("Egypt\u2019s", EntityKind::place), "Egypt");
  EXPECT_EQ(plain("Martin Hollander's", EntityKind::person), "Martin Hollander");
}

TEST(PlainName, IsNoPronounAndNoSingleLetter) {
  for (char const* text : {"I", "I'm", "She", "M", "ב"}) EXPECT_EQ(plain(text, EntityKind::person), "") << text;
  EXPECT_EQ(plain("Ian", EntityKind::person), "Ian");
}

entities::Entity place(std::string key, std::string label, std::string country, std::uint64_t population,
                       std::string kind = "city") {
  entities::Entity out{.key = std::move(key), .kind = EntityKind::place, .label = label};
  out.names = {{label, "en"}};
  out.country = std::move(country);
  out.place_kind = std::move(kind);
  out.population = population;
  return out;
}

struct SettledPlaces : testing::Test {
  entities::Catalogue const catalogue{std::vector{place("fairfield-us", "Fairfield", "US", 100'000),
                                                  place("fairfield-au", "Fairfield", "AU", 20'000),
                                                  place("australia", "Australia", "AU", 25'000'000, "country")}};
  std::string const text = "He came to Fairfield.";
  text::Document const document{"", text};
  std::vector<Discovered> discovered{{.range = range("Fairfield"), .kind = EntityKind::place, .confidence = 0.9F}};
  std::vector<Mention> mentions;

  [[nodiscard]] ByteRange range(std::string_view word) const {
    auto const at = static_cast<std::uint32_t>(document.text().find(word));
    return {at, at + static_cast<std::uint32_t>(word.size())};
  }
};

TEST_F(SettledPlaces, AreTheMostPopulousWhereNothingElseIsKnown) {
  settle_places(document, catalogue, discovered, mentions);
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_TRUE(discovered.empty());
  EXPECT_EQ(catalogue[mentions[0].entity].key, "fairfield-us");
  EXPECT_LE(mentions[0].confidence, 0.7F);
}

TEST_F(SettledPlaces, AreThoseOfACountryThatIsMentioned) {
  mentions.push_back({.range = range("He"), .entity = EntityIndex{2}, .kind = EntityKind::place});
  settle_places(document, catalogue, discovered, mentions);
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_EQ(catalogue[mentions[1].entity].key, "fairfield-au");
}

TEST_F(SettledPlaces, StayDiscoveredWhereTheCatalogueDoesNotKnowThem) {
  discovered[0].range = range("came");
  settle_places(document, catalogue, discovered, mentions);
  EXPECT_EQ(discovered.size(), 1U);
  discovered[0] = {.range = range("Fairfield"), .kind = EntityKind::person};
  settle_places(document, catalogue, discovered, mentions);
  EXPECT_EQ(discovered.size(), 1U) << "a person is no place";
  EXPECT_TRUE(mentions.empty());
}

}  // namespace
}  // namespace rasid
