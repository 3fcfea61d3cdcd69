#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/gazetteer/compile/geonames_table.h"
#include "extractors/gazetteer/compile/message_catalogue.h"
#include "extractors/gazetteer/compile/regions.h"
#include "extractors/gazetteer/compile/script.h"
#include "extractors/gazetteer/compile/word_list.h"

namespace rasid::gazetteer {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::string row(std::string_view id, std::string_view name, std::string_view alternates, std::string_view code,
                std::string_view latitude, std::string_view people) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t43.1\tP\t{}\tIQ\t\t15\t\t\t\t{}\t\t223\tAsia/Baghdad\t2020-01-01\n", id, name,
                     name, alternates, latitude, code, people);
}

TEST(GeonamesTable, ReadsSettlementsAndLeavesOutWhatIsNone) {
  std::istringstream in(row("99072", "Mosul", "Al Mawsil,MSL,mo su er,الموصل,Мосул,摩苏尔", "PPLA", "36.3", "1739800") +
                        "# no row\n" + row("0", "Nowhere", "", "PPL", "36", "1") +
                        row("2", "Nineveh", "", "PPLH", "36", "0") + row("3", "Beyond", "", "PPL", "96", "0") +
                        row("4", "Suburb", "", "PPLX", "36.1", "60000"));
  auto const places = read_geonames_table(in);
  ASSERT_TRUE(places);
  ASSERT_EQ(places->size(), 2U);
  SourcePlace const& mosul = (*places)[0];
  EXPECT_EQ(mosul.kind, Kind::city);
  EXPECT_EQ(mosul.seat, 2);
  std::vector<std::string> names;
  for (SourceName const& name : mosul.names) names.push_back(name.text);
  EXPECT_THAT(names, ElementsAre("Mosul", "Al Mawsil", "الموصل", "Мосул"));  // no code, no transcription, no Chinese
  EXPECT_EQ((*places)[1].kind, Kind::district);
}

TEST(GeonamesTable, RefusesAFileWithoutAPlace) {
  std::istringstream in("<html>\n\n");
  EXPECT_FALSE(read_geonames_table(in));
}

TEST(MessageCatalogue, ReadsWhatGettextWrites) {
  // One message "99072" → "الموصل"; offsets as in the manual: header 28 bytes, two tables of 8.
  std::string bytes;
  auto const number = [&](std::uint32_t value) { bytes.append(reinterpret_cast<char const*>(&value), 4); };
  std::string const translation = "الموصل";
  for (std::uint32_t const each : {0x950412DEU, 0U, 1U, 28U, 36U, 0U, 0U}) number(each);
  number(5), number(44), number(static_cast<std::uint32_t>(translation.size())), number(50);
  bytes += "99072";
  bytes += '\0';
  bytes += translation;
  std::vector<std::pair<std::string, std::string>> read;
  auto const each = [&](std::string_view a, std::string_view b) { read.emplace_back(a, b); };
  ASSERT_TRUE(read_message_catalogue(bytes, each));
  EXPECT_THAT(read, ElementsAre(Pair("99072", translation)));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_message_catalogue(bytes.substr(0, size), [](auto, auto) {})) << size;
  }
  bytes[8] = '\x7F';  // many more messages than there is room for
  EXPECT_FALSE(read_message_catalogue(bytes, [](auto, auto) {}));
}

TEST(UsableNames, AreThoseATextCouldHold) {
  EXPECT_TRUE(is_usable_name("Al Mawsil"));
  EXPECT_TRUE(is_usable_name("الموصل"));
  EXPECT_TRUE(is_usable_name("'Ajman"));
  for (std::string_view const name : {"MSL", "mo su er", "摩苏尔", "", "X", "http://a.b/c", "Moсква"}) {
    EXPECT_FALSE(is_usable_name(name)) << name;
  }
}

TEST(Regions, LieInTheMiddleOfTheirSettledLandAcrossTheDateLineToo) {
  std::vector<SourcePlace> places;
  for (double const longitude : {177.0, 178.0, 179.0, -179.0, -178.0, -177.0}) {
    places.push_back({.kind = Kind::town, .latitude = -17, .longitude = longitude, .population = 10, .country = "FJ"});
  }
  auto const regions = make_regions(places, {});
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(regions[0].label, "Fiji");
  EXPECT_EQ(regions[0].population, 60U);
  EXPECT_NEAR(std::abs(regions[0].longitude), 180, 1);
  EXPECT_NEAR(regions[0].latitude, -17, 0.5);
}

TEST(Regions, AreNamedByTheirCode) {
  RegionNames names;
  ASSERT_TRUE(read_region_names(R"([{"code": "IQ.15", "name": "Nineveh"}])", names));
  EXPECT_FALSE(read_region_names("{}", names));
  EXPECT_FALSE(read_region_names("[{\"code\": 1}]", names));
  EXPECT_FALSE(read_region_names("[", names));
  std::vector<SourcePlace> const places = {{.latitude = 36, .longitude = 43, .country = "IQ", .first = "15"},
                                           {.latitude = 30, .longitude = 47, .country = "IQ", .first = "02"}};
  auto const regions = make_regions(places, names);
  ASSERT_EQ(regions.size(), 2U);
  EXPECT_EQ(regions[1].label, "Nineveh");
  EXPECT_EQ(regions[1].kind, Kind::province);
}

TEST(WordLists, TakeSmallLettersAndScriptsThatHaveNone) {
  std::unordered_set<std::string> words;
  add_words("12\nreading/ABC\nParis\nnice\nالخضراء/x\nbath's\r\n", words);
  EXPECT_THAT(words, testing::UnorderedElementsAre("reading", "nice", "الخضرا", "bath"));
}

}  // namespace
}  // namespace rasid::gazetteer
