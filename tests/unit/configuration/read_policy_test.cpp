#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/read_settings.h"
#include "daemon/configuration/snapshot.h"
#include "tests/unit/configuration/folder.h"
#include "tests/unit/configuration/schema.h"

namespace rasid::configuration {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Example {
  bool good;
  char const* of_sink;

  friend void PrintTo(Example const& example, std::ostream* out) { *out << example.of_sink; }
};

std::string file_with(std::string const& of_sink) {
  return "version: 1\nsinks:\n  - id: boss\n    type: log\n  - id: desk\n    type: log\n    " + of_sink + "\n";
}

class PolicyOfASink : public testing::TestWithParam<Example> {};

/// The schema, which editors use, and the reader must not tell a user different things.
TEST_P(PolicyOfASink, IsJudgedAlikeByTheSchemaAndTheReader) {
  test::TempFolder const folder;
  std::string const yaml = file_with(GetParam().of_sink);
  folder.write("rasid.yaml", yaml);
  Diagnostics problems;
  read_settings(folder.path(), problems);
  std::string const complaints = Schema("rasid").complaints(YAML::Load(yaml));
  EXPECT_EQ(complaints.empty(), GetParam().good) << complaints;
  EXPECT_EQ(problems.empty(), GetParam().good) << rendered(problems);
}

INSTANTIATE_TEST_SUITE_P(
    , PolicyOfASink,
    testing::Values(
        Example{true, "quiet_hours: {hours: '22:00-07:00'}"},
        Example{true, "quiet_hours: [{hours: '22:00-07:00 Asia/Baghdad', days: [fri, sat], let_through: high}]"},
        Example{false, "quiet_hours: {hours: 'at night'}"}, Example{false, "quiet_hours: {days: [fri]}"},
        Example{false, "quiet_hours: {hours: '22:00-07:00', let_through: urgent}"},
        Example{true, "digest: {every: 1h}"}, Example{true, "digest: {at: ['08:00', '17:30'], time_zone: Asia/Tehran}"},
        Example{false, "digest: {every: 1h, at: '08:00'}"}, Example{false, "digest: {}"},
        Example{true, "group: {by: story, wait: 30s}"}, Example{false, "group: {by: mood, wait: 30s}"},
        Example{false, "group: {by: story}"},
        Example{true, "rate_limit: {messages: 20, per: 1h, let_through: critical}"},
        Example{false, "rate_limit: {messages: 0, per: 1h}"}, Example{false, "rate_limit: {messages: 5}"},
        Example{true, "repeat: {every: 1h, times: 3}"}, Example{false, "repeat: {times: 3}"},
        Example{true, "escalate: {after: 15m, sinks: [boss]}"},
        Example{true, "escalate: [{after: 15m, sinks: boss}, {after: 1h, sinks: [boss, desk]}]"},
        Example{false, "escalate: {after: 15m, sinks: []}"}, Example{false, "escalate: {after: soon, sinks: [boss]}"}));

TEST(PolicyOfASinkWith, AMistakeIsReportedWhereItStands) {
  test::TempFolder const folder;
  folder.write("rasid.yaml", file_with("escalate: {after: 15m, sinks: [chief]}"));
  Diagnostics problems;
  read_settings(folder.path(), problems);
  EXPECT_THAT(places(problems), ElementsAre("rasid.yaml:7:36")) << rendered(problems);
  EXPECT_THAT(rendered(problems), HasSubstr("a sink \"chief\" that is not there"));
}

TEST(PolicyOfASinkWith, AZoneOfTheFileWhereItNamesNone) {
  test::TempFolder const folder;
  folder.write("rasid.yaml", "time_zone: Asia/Baghdad\n" + file_with("quiet_hours: {hours: '22:00-07:00'}"));
  Diagnostics problems;
  Settings const settings = read_settings(folder.path(), problems);
  ASSERT_THAT(problems, IsEmpty()) << rendered(problems);
  EXPECT_EQ(settings.sinks.at(1).policy.quiet.at(0).hours.time_zone, "Asia/Baghdad");
}

struct RouteFile : testing::Test {
  test::TempFolder folder;

  Loaded load(std::string const& routes) {
    folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log}\nroutes:\n" + routes);
    folder.write("watchlists/a.yaml",
                 "version: 1\nplaces:\n  - {id: iraq, label: Iraq, kind: country, names: {en: [Iraq]}}\n");
    folder.write("rules.d/a.yaml",
                 "version: 1\ndefaults: {sinks: [desk]}\nwatches:\n  - {id: iraq, when: 'place:Iraq'}\n");
    return load_snapshot(folder.path());
  }
};

TEST_F(RouteFile, IsReadInOrderWithItsConditions) {
  Loaded const loaded = load(
      "  - match: watch:iraq severity:>=high\n    sinks: [desk]\n    continue: true\n  - match: watch:feed_failing\n"
      "    sinks: desk\n  - sinks: [desk]\n");
  ASSERT_TRUE(loaded.snapshot) << rendered(loaded.problems);
  ASSERT_THAT(loaded.snapshot->routes, SizeIs(3));
  EXPECT_TRUE(loaded.snapshot->routes[0].go_on);
  EXPECT_FALSE(loaded.snapshot->routes[2].match);
}

TEST_F(RouteFile, WithAMistakeIsNoConfigurationAndSaysWhereItStands) {
  Loaded const loaded =
      load("  - match: place:Iraq AND watch:irak\n    sinks: [desk]\n  - match: place:Iraq\n    sinks: [night]\n");
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_THAT(rendered(loaded.problems), HasSubstr("a sink \"night\" that is not there"));
  Loaded const second = load("  - match: place:Iraq AND watch:irak\n    sinks: [desk]\n");
  EXPECT_FALSE(second.snapshot);
  EXPECT_THAT(places(second.problems), ElementsAre("rasid.yaml:5:33")) << rendered(second.problems);
  EXPECT_THAT(rendered(second.problems), HasSubstr("did you mean \"iraq\"?"));
}

}  // namespace
}  // namespace rasid::configuration
