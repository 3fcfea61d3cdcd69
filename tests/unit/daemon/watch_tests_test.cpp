#include "daemon/watch_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace rasid {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ShippedWatches, DoWhatTheirTestsSayAndAllHaveTests) {
  auto const loaded = configuration::load_snapshot(std::filesystem::path(RASID_SOURCE_DIR) / "config");
  ASSERT_TRUE(loaded.snapshot);
  TestReport const report = run_watch_tests(*loaded.snapshot);
  EXPECT_EQ(report.untested, 0U);
  EXPECT_GE(report.outcomes.size(), 50U);
  for (TestOutcome const& each : report.outcomes) {
    EXPECT_THAT(each.differences, IsEmpty()) << each.watch.value << ": " << each.test << "\n" << each.tree;
  }
}

/// What the tests of one watch, `count: {at_least: 2, within: 1h}` on "raid", have to say.
std::vector<std::string> differences(std::string const& steps) {
  test::TempFolder const folder;
  folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log}\n");
  folder.write("rules.d/a.yaml", R"(version: 1
watches:
  - id: w
    sinks: [desk]
    when: raid
    count: {at_least: 2, within: 1h}
    tests:
      - name: one
        steps:
)" + steps);
  auto const loaded = configuration::load_snapshot(folder.path());
  for (Diagnostic const& problem : loaded.problems) ADD_FAILURE() << render(problem);
  TestReport const report = run_watch_tests(*loaded.snapshot);
  return report.outcomes.empty() ? std::vector<std::string>{"no outcome"} : report.outcomes.front().differences;
}

TEST(WatchTests, TakeTheirStepsOneAfterTheOther) {
  EXPECT_THAT(differences(R"(          - article: {text: A raid., published: "2021-01-10T08:00:00Z"}
          - {after: 30m, article: {text: Another raid.}, expect: {observed: 2, revision: 1, severity: medium}}
)"),
              IsEmpty());
}

TEST(WatchTests, SayAtWhichStepWhatDiffersAndWhy) {
  EXPECT_THAT(differences(R"(          - article: {text: A raid., published: "2021-01-10T08:00:00Z"}
          - {after: 2h, article: {text: Another raid.}, expect: {alert: true}}
)"),
              ElementsAre("step 2 (line 11): an alert is expected, there is none (count:1/2)"));
  EXPECT_THAT(differences(R"(          - article: {text: A raid., published: "2021-01-10T08:00:00Z"}
          - {after: 5m, article: {text: Another raid.}}
)"),
              ElementsAre(HasSubstr("step 2 (line 11): no alert is expected, there is one")));
}

}  // namespace
}  // namespace rasid
