#include "daemon/alerts/entities_of.h"

#include <gmock/gmock.h>

#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<EntityIndex> indices(std::vector<Named> const& all) {
  std::vector<EntityIndex> found;
  for (Named const& named : all) found.push_back(named.entity);
  return found;
}

TEST(EntitiesOf, PutThoseThatProveTheMatchFirstAndTheRestByFirstAppearance) {
  Report const report = arabic_report();
  auto const all = entities_of(report.extraction.mentions, report.match, 10);
  EXPECT_THAT(indices(all), ElementsAre(EntityIndex{qaani}, EntityIndex{baghdad}, EntityIndex{green_zone},
                                        EntityIndex{kataib}, EntityIndex{syria}));
  EXPECT_TRUE(all[0].proves);
  EXPECT_TRUE(all[1].proves);
  EXPECT_FALSE(all[2].proves);
}

TEST(EntitiesOf, CountsEveryMentionAndKeepsTheFirst) {
  Report const report = Report("", "Baghdad, Baghdad and Baghdad again.", "en").mention("Baghdad", baghdad);
  auto const all = entities_of(report.extraction.mentions, report.match, 2);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].total, 3U);
  EXPECT_THAT(all[0].mentions, ElementsAre(&report.extraction.mentions[0], &report.extraction.mentions[1]));
}

TEST(EntitiesOf, PassesOverEvidenceThatNamesNoMentionOfTheArticle) {
  Report report = Report("", "Baghdad.", "en").mention("Baghdad", baghdad);
  report.prove(report.find("Baghdad"), "word", -1).prove(report.find("Baghdad"), "place:Baghdad", 1);
  auto const all = entities_of(report.extraction.mentions, report.match, 2);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].proves);
  EXPECT_THAT(entities_of({}, report.match, 2), IsEmpty());
}

TEST(ContainersOf, GoOutwardFromTheNextLargerPlace) {
  EXPECT_THAT(containers_of(catalogue(), EntityIndex{green_zone}),
              ElementsAre(EntityIndex{baghdad}, EntityIndex{iraq}));
  EXPECT_THAT(containers_of(catalogue(), EntityIndex{iraq}), IsEmpty());
}

TEST(ContainersOf, EndEvenWherePlacesContainEachOther) {
  entities::Catalogue const circle({{.key = "a", .kind = EntityKind::place, .within = EntityIndex{1}},
                                    {.key = "b", .kind = EntityKind::place, .within = EntityIndex{0}}});
  EXPECT_EQ(containers_of(circle, EntityIndex{0}).size(), 16U);
}

}  // namespace
}  // namespace rasid::alerts
