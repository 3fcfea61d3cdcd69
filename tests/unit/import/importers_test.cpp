#include "extractors/import/importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/entities/listed.h"
#include "extractors/import/alternate_names.h"
#include "extractors/import/filter.h"

namespace rasid::imports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Result {
  std::vector<Imported> entities;
  std::vector<std::string> problems;
};

Result read(std::string_view source, std::vector<std::string> const& lines) {
  Result out;
  auto const importer = make_importer(source);
  Emit const emit = [&](Imported imported) { out.entities.push_back(std::move(imported)); };
  auto const note = [&](std::string problem) {
    if (!problem.empty()) out.problems.push_back(std::move(problem));
  };
  for (std::string const& line : lines) note(importer->line(line, emit));
  note(importer->finish(emit));
  return out;
}

std::vector<std::string> names(Imported const& imported) {
  std::vector<std::string> out;
  for (entities::Name const& name : imported.entity.names)
    out.push_back(name.language + ":" + name.text + (name.ambiguous ? "?" : ""));
  return out;
}

TEST(OpenSanctions, GivesPersonsAndOrganisationsWithTheirNames) {
  auto const all = read(
      "opensanctions",
      {R"({"id":"NK-ab","caption":"Jane Roe","schema":"Person","properties":{"name":["Jane Roe","جين رو"],"weakAlias":["The Roe"],"country":["iq"],"topics":["sanction"]}})",
       R"({"id":"co-1","caption":"Example Trading","schema":"Company","properties":{"name":["Example Trading"],"jurisdiction":["sy"]}})",
       R"({"id":"addr-1","schema":"Address","properties":{"full":["1 Road"]}})"});
  EXPECT_THAT(all.problems, IsEmpty());
  ASSERT_THAT(all.entities, SizeIs(2));
  EXPECT_THAT(names(all.entities[0]), ElementsAre(":Jane Roe", ":جين رو", ":The Roe?"));
  EXPECT_EQ(all.entities[0].entity.kind, EntityKind::person);
  EXPECT_THAT(all.entities[0].countries, ElementsAre("IQ"));
  EXPECT_THAT(all.entities[0].topics, ElementsAre("sanction"));
  EXPECT_EQ(all.entities[1].entity.kind, EntityKind::organisation);
}

TEST(OpenSanctions, SaysWhatIsWrongWithALineAndGoesOn) {
  auto const all = read("opensanctions", {"{", "[]", "{}", R"({"id":"x","schema":"Person"})",
                                          R"({"id":"x","schema":"Person","properties":{"name":["--"]}})",
                                          R"({"id":"y","schema":"Person","properties":{"name":["Jane Roe"]}})"});
  EXPECT_THAT(all.problems, SizeIs(5));
  EXPECT_THAT(all.entities, SizeIs(1));
}

TEST(OpenSanctions, RefusesWhatIsNestedWithoutEnd) {
  std::string const deep = R"({"id":)" + std::string(100'000, '[');
  EXPECT_THAT(read("opensanctions", {deep}).problems, ElementsAre(HasSubstr("not JSON")));
}

TEST(Wikidata, ReadsADumpsArrayLineByLine) {
  auto const all = read(
      "wikidata",
      {"[",
       R"({"id":"Q1001","labels":{"en":{"value":"Jane Roe"},"ar":{"value":"جين رو"},"simple":{"value":"Jane"}},"aliases":{"en":[{"value":"J. Roe"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q796"}}}}]}},)",
       R"({"id":"Q1002","labels":{"en":{"value":"Roe Town"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q3957"}}}}],"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":33.5,"longitude":44.25}}}}],"P1082":[{"mainsnak":{"datavalue":{"value":{"amount":"+1200"}}}}]}},)",
       R"({"id":"Q1003","labels":{"en":{"value":"Roe Party"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q7278"}}}}]}},)",
       R"({"id":"Q1004","labels":{"en":{"value":"an idea"}},"claims":{}},)", R"({"id":"P31","labels":{},"claims":{}})",
       "]"});
  EXPECT_THAT(all.problems, IsEmpty());
  ASSERT_THAT(all.entities, SizeIs(3));
  EXPECT_EQ(all.entities[0].entity.key, "wd-q1001");
  EXPECT_EQ(all.entities[0].entity.label, "Jane Roe");
  EXPECT_THAT(all.entities[0].countries, ElementsAre("IQ"));
  EXPECT_EQ(all.entities[1].entity.place_kind, "town");
  EXPECT_EQ(all.entities[1].entity.population, 1200U);
  EXPECT_EQ(all.entities[2].entity.kind, EntityKind::organisation);
}

TEST(Wikidata, BearsClaimsOfAnyShape) {
  auto const all = read(
      "wikidata",
      {R"({"id":"Q1","claims":{"P31":7,"P625":[{}]},"labels":[]})",
       R"({"id":"Q2","claims":{"P31":[{"mainsnak":null},3,{"mainsnak":{"datavalue":{"value":"x"}}}]}})",
       R"({"id":"Q3","claims":{"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":1e9,"longitude":0}}}}]},"labels":{"en":{"value":"Far"}}})"});
  EXPECT_THAT(all.entities, IsEmpty());
}

TEST(JrcNames, GathersTheLinesOfOneId) {
  auto const all = read("jrc-names", {"12\tP\tu\tJane+Roe", "12\tP\tar\tجين+رو", "13\tO\tu\tRoe+Foundation"});
  EXPECT_THAT(all.problems, IsEmpty());
  ASSERT_THAT(all.entities, SizeIs(2));
  EXPECT_EQ(all.entities[0].entity.key, "jrc-12");
  EXPECT_EQ(all.entities[0].entity.label, "Jane Roe");
  EXPECT_THAT(names(all.entities[0]), ElementsAre(":Jane Roe", "ar:جين رو"));
  EXPECT_EQ(all.entities[1].entity.kind, EntityKind::organisation);
}

TEST(JrcNames, RefusesBrokenLinesAndIdsThatComeAgain) {
  auto const all = read("jrc-names", {"x\tP\tu\tA+B", "1\tP\tu", "1\tP\tu\tA+B", "2\tP\tu\tC+D", "1\tP\tu\tE+F"});
  EXPECT_THAT(all.problems, SizeIs(3));
  EXPECT_THAT(all.entities, SizeIs(2));
}

TEST(Popolo, GivesPersonsWithTheOfficesThatHaveADate) {
  auto const all = read(
      "popolo",
      {R"({"persons":[{"id":"p1","name":"Jane Roe","other_names":[{"name":"جين رو","lang":"ar"}]},{"id":"p2"}],)",
       R"("organizations":[{"id":"o1","name":"House"}],)",
       R"("memberships":[{"person_id":"p1","organization_id":"o1","role":"speaker","start_date":"2015","end_date":"2016-03"},)",
       R"({"person_id":"p1","organization_id":"o1","role":"member","start_date":"2014"},)",
       R"({"person_id":"p1","organization_id":"o1","role":"clerk"}]})"});
  EXPECT_THAT(all.problems, ElementsAre(HasSubstr("1 entries")));
  ASSERT_THAT(all.entities, SizeIs(2));
  ASSERT_THAT(all.entities[0].entity.roles, SizeIs(1));
  EXPECT_EQ(all.entities[0].entity.roles[0].text, "speaker of House");
  EXPECT_TRUE(all.entities[0].entity.roles[0].held_at(parse_rfc3339("2015-06-01").value()));
  EXPECT_FALSE(all.entities[0].entity.roles[0].held_at(parse_rfc3339("2016-06-01").value()));
}

TEST(Popolo, SaysWhatADocumentLacks) {
  EXPECT_THAT(read("popolo", {"{}"}).problems, SizeIs(1));
  EXPECT_THAT(read("popolo", {"no"}).problems, ElementsAre(HasSubstr("not JSON")));
}

std::string place_row(std::string id, std::string name, std::string others = "") {
  return id + "\t" + name + "\t" + name + "\t" + others +
         "\t33.5\t44.25\tP\tPPL\tIQ\t\t07\t\t\t\t120000\t\t40\tAsia/Baghdad\t2020-01-01";
}

TEST(GeoNames, GivesPlacesWithTheirPoint) {
  auto const all = read("geonames", {place_row("98182", "Example", "مثال,http://x.example/,EXA"), "1\t2"});
  EXPECT_THAT(all.problems, SizeIs(1));
  ASSERT_THAT(all.entities, SizeIs(1));
  EXPECT_THAT(names(all.entities[0]), ElementsAre(":Example", ":مثال"));
  EXPECT_EQ(all.entities[0].entity.place_kind, "city");
  EXPECT_EQ(all.entities[0].entity.country, "IQ");
}

TEST(GeoNames, TakesNamesWithLanguagesFromAlternateNames) {
  auto all = read("geonames", {place_row("98182", "Example")});
  AlternateNames names_of(all.entities, {});
  EXPECT_EQ(names_of.line("1\t98182\tar\tمثال\t1\t\t\t\t\t"), "");
  EXPECT_EQ(names_of.line("2\t98182\tlink\thttps://x.example/\t\t\t\t\t\t"), "");
  EXPECT_EQ(names_of.line("3\t98182\ten\tOld Example\t\t\t\t1\t\t"), "");
  EXPECT_EQ(names_of.line("4\t5\ten\tElsewhere\t\t\t\t\t\t"), "");
  EXPECT_NE(names_of.line("4\t5"), "");
  EXPECT_THAT(names(all.entities[0]), ElementsAre(":Example", "ar:مثال"));
  EXPECT_THAT(read("geonames", {"1\t98182\tar\tمثال\t1\t\t\t\t\t"}).problems,
              ElementsAre(HasSubstr("--alternate-names")));
}

TEST(Filters, TakeOnlyWhatIsWanted) {
  auto const one = [] {
    Imported out;
    out.entity.kind = EntityKind::person;
    add_name(out.entity, "Jane Roe", "en");
    add_name(out.entity, "جين رو", "ar");
    out.topics = {"role.pep"};
    out.countries = {"IQ"};
    return out;
  };
  auto const takes = [&](Filter const& filter) {
    Imported imported = one();
    return wanted(filter, imported);
  };
  EXPECT_TRUE(takes({}));
  EXPECT_TRUE(takes({.topics = {"sanction", "role.pep"}, .countries = {"iq"}, .types = {"person"}}));
  EXPECT_FALSE(takes({.topics = {"sanction"}}));
  EXPECT_FALSE(takes({.countries = {"SY"}}));
  EXPECT_FALSE(takes({.types = {"place"}}));
  EXPECT_FALSE(takes({.languages = {"ru"}}));
  Imported imported = one();
  ASSERT_TRUE(wanted({.languages = {"ar"}}, imported));
  EXPECT_THAT(imported.entity.names, SizeIs(1));
}

TEST(Keys, AreValidAndTellIdsApart) {
  for (char const* const id : {"Q42", "NK-2Z3xY", "nk-2z3xy", "ofac/123", "", "---", "ééé"})
    EXPECT_TRUE(entities::is_key(key_of("os", id))) << id << " gave " << key_of("os", id);
  EXPECT_TRUE(entities::is_key(key_of("os", std::string(500, 'x'))));
  EXPECT_NE(key_of("os", "NK-2Z3xY"), key_of("os", "NK-2z3Xy"));
  EXPECT_NE(key_of("os", "a/b"), key_of("os", "a-b"));
  EXPECT_EQ(key_of("wd", "Q42"), "wd-q42");
}

TEST(Names, OfOneWordAreAPersonsOnlyWithOtherEvidence) {
  entities::Entity person{.kind = EntityKind::person};
  add_name(person, "Roe", "");
  EXPECT_TRUE(person.names[0].ambiguous);
  add_name(person, std::string(1'000, 'x'), "");
  add_name(person, "", "");
  add_name(person, "—", "");
  EXPECT_THAT(person.names, SizeIs(1));
}

}  // namespace
}  // namespace rasid::imports
