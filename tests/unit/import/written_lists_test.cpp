#include "extractors/import/write_watchlist.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "extractors/entities/actor_table.h"
#include "extractors/entities/load_catalogue.h"
#include "tests/support/temp_folder.h"

namespace rasid::imports {
namespace {

using entities::Entity;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<Entity> actors() {
  Entity person{.key = "os-1", .kind = EntityKind::person, .label = "Jane \"J\" Roe: #1"};
  add_name(person, "Jane Roe", "en");
  add_name(person, "جين رو", "ar");
  add_name(person, "O'Roe, {Jane}\t|x", "");
  add_name(person, "Roe", "en");
  person.roles.push_back(
      {.text = "speaker of House", .from = parse_rfc3339("2015-01-01"), .to = parse_rfc3339("2016-03-01")});
  Entity organisation{.key = "os-2", .kind = EntityKind::organisation, .label = "Roe Foundation"};
  add_name(organisation, "Roe Foundation", "");
  return {person, organisation};
}

Entity a_place() {
  Entity place{.key = "gn-1", .kind = EntityKind::place, .label = "Example"};
  add_name(place, "Example", "");
  add_name(place, "مثال", "ar");
  place.place_kind = "town";
  place.country = "IQ";
  place.point = entities::GeoPoint{33.5, 44.25};
  place.population = 12'000;
  return place;
}

std::string written(Form form, std::vector<Entity> const& all) {
  std::ostringstream out;
  WatchlistWriter writer(out, form, {{"imported"}, entities::Variants::Made::spellings, "a list"});
  for (Entity const& each : all) writer.write(each);
  writer.finish();
  return out.str();
}

/// What rasid reads of a written list, as a user would place it.
std::vector<Entity> loaded(std::string const& name, std::string const& text) {
  test::TempFolder const folder;
  folder.write("watchlists/" + name, text);
  auto const catalogue = entities::load_catalogue(folder.path());
  if (!catalogue) {
    for (Diagnostic const& each : catalogue.error()) ADD_FAILURE() << render(each);
    return {};
  }
  return {(*catalogue)->all().begin(), (*catalogue)->all().end()};
}

class WrittenLists : public testing::TestWithParam<std::pair<Form, char const*>> {};

TEST_P(WrittenLists, AreReadAsTheyWere) {
  auto const [form, name] = GetParam();
  auto const back = loaded(name, written(form, actors()));
  ASSERT_THAT(back, SizeIs(2));
  Entity wanted = actors()[0];
  EXPECT_EQ(back[0].key, wanted.key);
  EXPECT_EQ(back[0].label, wanted.label);
  EXPECT_EQ(back[0].roles, wanted.roles);
  EXPECT_THAT(back[0].groups, testing::ElementsAre("imported"));
  EXPECT_EQ(back[0].variants.made, entities::Variants::Made::spellings);
  EXPECT_THAT(back[0].names, testing::UnorderedElementsAreArray(wanted.names));
  EXPECT_EQ(back[1].kind, EntityKind::organisation);
}

TEST_P(WrittenLists, OfPlacesAreReadAsTheyWere) {
  auto const [form, name] = GetParam();
  auto const back = loaded(name, written(form, {a_place()}));
  ASSERT_THAT(back, SizeIs(1));
  EXPECT_EQ(back[0].kind, EntityKind::place);
  EXPECT_EQ(back[0].place_kind, "town");
  EXPECT_EQ(back[0].point, a_place().point);
  EXPECT_EQ(back[0].population, 12'000U);
  EXPECT_THAT(back[0].names, SizeIs(2));
}

TEST_P(WrittenLists, OfNothingAreValid) {
  auto const [form, name] = GetParam();
  EXPECT_THAT(loaded(name, written(form, {})), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(, WrittenLists,
                         testing::Values(std::pair{Form::table, "x.tsv"}, std::pair{Form::yaml, "x.yaml"}),
                         [](auto const& i) { return i.param.first == Form::table ? "Table" : "Yaml"; });

TEST(WatchlistWriter, KeepsTheFirstOfTwoWithOneKey) {
  auto twice = actors();
  twice.push_back(twice[0]);
  EXPECT_THAT(loaded("x.tsv", written(Form::table, twice)), SizeIs(2));
}

entities::Loaded table(std::string const& rows) {
  std::istringstream in(std::string(entities::actor_columns()) + "\n" + rows);
  return entities::read_actor_table(in, "watchlists/x.tsv");
}

TEST(ActorTables, SayWhatIsWrongWithALine) {
  EXPECT_THAT(table("a\tperson\n").problems, SizeIs(1));
  EXPECT_THAT(table("A B\trobot\t\tX!\tJane\t\tsoon\tmany\t\t\n").problems, testing::Not(IsEmpty()));
  EXPECT_THAT(table("a\tperson\tA\t\tany:Jane Roe\t\t2020-01-01/2019-01-01/en:clerk\t\t\t\n").problems, SizeIs(1));
  EXPECT_THAT(table("a\tperson\tA\t\tany:Jane Roe\t\t/x/en:clerk\t\t\t\n").problems, SizeIs(1));
  EXPECT_THAT(table("a\tperson\tA\t\tany:Jane Roe\tany:Roe\t//en:clerk\tnone\tJane X\tstriker|كرة\n").problems,
              IsEmpty());
  std::istringstream wrong("name\tid\n");
  EXPECT_THAT(entities::read_actor_table(wrong, "x").problems, SizeIs(1));
}

TEST(ActorTables, StopAfterAHundredProblems) {
  std::string rows;
  for (int i = 0; i < 10'000; ++i) rows += "broken\n";
  EXPECT_THAT(table(rows).problems, SizeIs(100));
}

}  // namespace
}  // namespace rasid::imports
