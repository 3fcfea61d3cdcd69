#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "extractors/entities/country_names.h"
#include "extractors/entities/gazetteer.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/entities/watchlist.h"

namespace rasid::entities {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view header =
    "key\tlabel\tkind\tlatitude\tlongitude\tcountry\tpopulation\twithin\tnames\tambiguous\n";

Loaded table(std::string const& rows) {
  std::istringstream in(std::string(header) + rows);
  return read_gazetteer(in, "gazetteer/x.tsv");
}

Loaded watchlist(std::string const& text) {
  auto const file = yaml::parse("watchlists/x.yaml", text);
  EXPECT_TRUE(file.has_value());
  return file ? read_watchlist(*file) : Loaded{};
}

/// A configuration folder of its own, gone at the end of the test.
class ConfigFolder {
 public:
  ConfigFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "rasid-entities-XXXXXX").string();
    folder_ = mkdtemp(path.data());
  }
  ~ConfigFolder() { std::filesystem::remove_all(folder_); }
  ConfigFolder(ConfigFolder const&) = delete;
  ConfigFolder& operator=(ConfigFolder const&) = delete;

  void write(std::string const& name, std::string_view text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  [[nodiscard]] std::filesystem::path const& path() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

TEST(Gazetteer, ReadsAPlaceWithItsNamesAndMarksTheDoubtfulOnes) {
  Loaded const loaded =
      table("# a remark\n\nbaghdad\tBaghdad\tcity\t33.34\t44.40\tIQ\t7216000\tiraq\tar:بغداد|en:Baghdad\tfa:باغ\n");
  ASSERT_THAT(loaded.problems, IsEmpty());
  ASSERT_THAT(loaded.entities, SizeIs(1));
  Entity const& baghdad = loaded.entities[0].entity;
  EXPECT_EQ(baghdad.key, "baghdad");
  EXPECT_EQ(baghdad.population, 7216000U);
  EXPECT_DOUBLE_EQ(baghdad.point->latitude, 33.34);
  EXPECT_EQ(loaded.entities[0].within, "iraq");
  ASSERT_THAT(baghdad.names, SizeIs(3));
  EXPECT_FALSE(baghdad.names[0].ambiguous);
  EXPECT_TRUE(baghdad.names[2].ambiguous);
}

TEST(Gazetteer, GivesACountryItsNamesInAllLanguages) {
  Loaded const loaded = table("chad\tChad\tcountry\t15\t19\tTD\t0\t\t\ten:Chad\n");
  ASSERT_THAT(loaded.entities, SizeIs(1));
  std::vector<std::string> names;
  for (Name const& name : loaded.entities[0].entity.names) {
    names.push_back(name.text);
    if (name.language == "en") EXPECT_TRUE(name.ambiguous);
    if (name.language == "ar") EXPECT_FALSE(name.ambiguous);
  }
  EXPECT_THAT(names, Contains("تشاد"));
  EXPECT_THAT(names, Contains("Tchad"));
}

TEST(CountryNames, HaveNoneForACodeThatIsNoCountry) {
  EXPECT_THAT(country_names("QQ"), IsEmpty());
}

struct Mistake {
  char const* says;
  char const* row;
  char const* message;
  unsigned column;
};

class GazetteerMistake : public testing::TestWithParam<Mistake> {};

TEST_P(GazetteerMistake, IsReportedWithItsPlace) {
  Loaded const loaded = table(GetParam().row);
  ASSERT_THAT(loaded.problems, SizeIs(1)) << (loaded.problems.empty() ? "" : render(loaded.problems[0]));
  Diagnostic const& problem = loaded.problems[0];
  EXPECT_THAT(problem.message, HasSubstr(GetParam().message));
  EXPECT_EQ(problem.file, "gazetteer/x.tsv");
  EXPECT_EQ(problem.line, 2U);
  EXPECT_EQ(problem.column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    , GazetteerMistake,
    testing::Values(Mistake{"TooFewColumns", "a\tA\tcity\n", "3 columns", 1},
                    Mistake{"AKeyWithCapitals", "Aa\tA\tcity\t1\t2\tIQ\t0\t\t\t\n", "cannot be a key", 1},
                    Mistake{"AnUnknownKind", "a\tبغداد\tcty\t1\t2\tIQ\t0\t\t\t\n", "not a kind of place", 9},
                    Mistake{"ALatitudeOffTheGlobe", "a\tA\tcity\t91\t2\tIQ\t0\t\t\t\n", "latitude", 10},
                    Mistake{"ALongitudeThatIsNoNumber", "a\tA\tcity\t1\tx\tIQ\t0\t\t\t\n", "longitude", 12},
                    Mistake{"ACoordinateThatIsNotANumber", "a\tA\tcity\tnan\t2\tIQ\t0\t\t\t\n", "latitude", 10},
                    Mistake{"ALongCountryCode", "a\tA\tcity\t1\t2\tIRQ\t0\t\t\t\n", "country", 14},
                    Mistake{"ANegativePopulation", "a\tA\tcity\t1\t2\tIQ\t-5\t\t\t\n", "population", 17},
                    Mistake{"ANameWithoutALanguage", "a\tA\tcity\t1\t2\tIQ\t0\t\tبغداد\t\n", "language", 20},
                    Mistake{"ANameWithoutALetter", "a\tA\tcity\t1\t2\tIQ\t0\t\tar:—\t\n", "no letter", 20}),
    [](auto const& i) { return std::string(i.param.says); });

TEST(Gazetteer, RefusesATableWithoutTheRightHeader) {
  std::istringstream in("baghdad\tBaghdad\n");
  EXPECT_THAT(read_gazetteer(in, "x.tsv").problems, SizeIs(1));
}

TEST(Gazetteer, StopsAfterAHundredProblemsAndSurvivesEndlessLines) {
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += "x\n";
  EXPECT_THAT(table(rows).problems, SizeIs(100));
  Loaded const loaded = table(std::string(1U << 20U, 'x') + "\n");
  ASSERT_THAT(loaded.problems, SizeIs(1));
  EXPECT_THAT(loaded.problems[0].message, HasSubstr("longer than"));
}

TEST(Watchlist, ReadsActorsAndPlaces) {
  Loaded const loaded = watchlist(R"(version: 1
actors:
  - id: qaani
    kind: person
    label: Esmail Qaani
    groups: [irgc, quds-force]
    names:
      ar: [إسماعيل قآني, {text: قاني, ambiguous: true}]
      any: Qaani
    roles:
      - {text: commander of the Quds Force, lang: en, from: 2020-01-03}
places:
  - id: green-zone
    label: Green Zone
    kind: district
    point: [33.306, 44.39]
    country: IQ
    within: baghdad
    names: {ar: [المنطقة الخضراء]}
)");
  for (Diagnostic const& problem : loaded.problems) ADD_FAILURE() << render(problem);
  ASSERT_THAT(loaded.entities, SizeIs(2));
  Entity const& qaani = loaded.entities[0].entity;
  EXPECT_EQ(qaani.kind, EntityKind::person);
  ASSERT_THAT(qaani.names, SizeIs(3));
  EXPECT_TRUE(qaani.names[1].ambiguous);
  EXPECT_EQ(qaani.names[2].language, "");
  ASSERT_THAT(qaani.roles, SizeIs(1));
  EXPECT_FALSE(qaani.roles[0].to.has_value());
  EXPECT_EQ(loaded.entities[1].within, "baghdad");
  EXPECT_DOUBLE_EQ(loaded.entities[1].entity.point->longitude, 44.39);
}

struct WatchlistCase {
  char const* says;
  char const* actor;  // lines of one actor, from its id on
  char const* message;
};

class WatchlistMistake : public testing::TestWithParam<WatchlistCase> {};

TEST_P(WatchlistMistake, IsReportedWithItsLine) {
  Loaded const loaded = watchlist(std::string("version: 1\nactors:\n  - ") + GetParam().actor + "\n");
  ASSERT_FALSE(loaded.problems.empty());
  EXPECT_THAT(loaded.problems[0].message, HasSubstr(GetParam().message));
  EXPECT_EQ(loaded.problems[0].line, 3U);
  EXPECT_GT(loaded.problems[0].column, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    , WatchlistMistake,
    testing::Values(
        WatchlistCase{"AnUnknownKey", "{id: a, kind: person, label: A, names: {en: A}, colour: red}", "colour"},
        WatchlistCase{"AnIdWithASpace", "{id: a b, kind: person, label: A, names: {en: A}}", "cannot be an id"},
        WatchlistCase{"NoNames", "{id: a, kind: person, label: A}", "names"},
        WatchlistCase{"NamesThatAreNone", "{id: a, kind: person, label: A, names: {}}", "at least one name"},
        WatchlistCase{"ANameWithoutALetter", "{id: a, kind: person, label: A, names: {en: [A, '!']}}", "no letter"},
        WatchlistCase{"ALanguageThatIsNone", "{id: a, kind: person, label: A, names: {Arabic: A}}", "not a language"},
        WatchlistCase{"AnUnknownKind", "{id: a, kind: persons, label: A, names: {en: A}}", "kind"},
        WatchlistCase{"ADateThatDoesNotExist",
                      "{id: a, kind: person, label: A, names: {en: A}, roles: [{text: x, from: 2020-02-30}]}", "date"},
        WatchlistCase{
            "AnOfficeThatEndsBeforeItBegins",
            "{id: a, kind: person, label: A, names: {en: A}, roles: [{text: x, from: 2021-01-01, to: 2020-01-01}]}",
            "after"},
        WatchlistCase{"AGroupWithAnAtSign", "{id: a, kind: person, label: A, names: {en: A}, groups: ['@irgc']}",
                      "cannot be a group"}),
    [](auto const& i) { return std::string(i.param.says); });

TEST(LoadCatalogue, LetsAUsersPlaceLieWithinOneOfTheGazetteer) {
  ConfigFolder const config;
  config.write("gazetteer/a.tsv", std::string(header) + "iraq\tIraq\tcountry\t33\t44\tIQ\t0\t\t\t\n");
  config.write("watchlists/b.yaml",
               "version: 1\nplaces:\n  - {id: office, label: Office, within: iraq, names: {en: Our Office}}\n");
  auto const loaded = load_catalogue(config.path());
  ASSERT_TRUE(loaded.has_value());
  Catalogue const& catalogue = **loaded;
  EXPECT_TRUE(catalogue.lies_within(catalogue.places_named("office")[0], catalogue.places_named("العراق")[0]));
}

TEST(LoadCatalogue, NamesBothFilesWhereAnIdIsUsedTwice) {
  ConfigFolder const config;
  config.write("watchlists/a.yaml", "version: 1\nactors: [{id: x, kind: person, label: One, names: {en: One}}]\n");
  config.write("watchlists/b.yaml", "version: 1\nactors: [{id: x, kind: person, label: Two, names: {en: Two}}]\n");
  auto const loaded = load_catalogue(config.path());
  ASSERT_FALSE(loaded.has_value());
  ASSERT_THAT(loaded.error(), SizeIs(1));
  EXPECT_EQ(loaded.error()[0].file, "watchlists/b.yaml");
  EXPECT_EQ(loaded.error()[0].line, 2U);
  EXPECT_THAT(loaded.error()[0].remedy, HasSubstr("watchlists/a.yaml:2"));
}

TEST(LoadCatalogue, SuggestsThePlaceThatWasMeant) {
  ConfigFolder const config;
  config.write("watchlists/a.yaml",
               "version: 1\nplaces:\n  - {id: baghdad, label: Baghdad, names: {en: Baghdad}}\n"
               "  - {id: karrada, label: Karrada, within: bagdad, names: {en: Karrada}}\n");
  auto const loaded = load_catalogue(config.path());
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error()[0].line, 4U);
  EXPECT_THAT(loaded.error()[0].remedy, HasSubstr("\"baghdad\""));
}

TEST(LoadCatalogue, RefusesPlacesThatContainEachOtherOnce) {
  ConfigFolder const config;
  config.write(
      "watchlists/a.yaml",
      "version: 1\nplaces:\n  - {id: a, label: A, within: b, names: {en: Aa}}\n"
      "  - {id: b, label: B, within: c, names: {en: Bb}}\n  - {id: c, label: C, within: b, names: {en: Cc}}\n");
  auto const loaded = load_catalogue(config.path());
  ASSERT_FALSE(loaded.has_value());
  ASSERT_THAT(loaded.error(), SizeIs(1));
  EXPECT_THAT(loaded.error()[0].message, HasSubstr("b → c → b"));
}

TEST(LoadCatalogue, SaysWhereAFileIsNotYaml) {
  ConfigFolder const config;
  config.write("watchlists/a.yaml", "version: 1\nactors: [\n");
  auto const loaded = load_catalogue(config.path());
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error()[0].file, "watchlists/a.yaml");
  EXPECT_GT(loaded.error()[0].line, 0U);
}

TEST(LoadCatalogue, IsEmptyForAnEmptyFolderAndAnErrorForNone) {
  ConfigFolder const config;
  auto const loaded = load_catalogue(config.path());
  ASSERT_TRUE(loaded.has_value());
  EXPECT_THAT((*loaded)->all(), IsEmpty());
  EXPECT_FALSE(load_catalogue(config.path() / "absent").has_value());
}

}  // namespace
}  // namespace rasid::entities
