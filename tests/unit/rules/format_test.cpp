#include "rules/format_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "rules/schema.h"

namespace rasid::rules {
namespace {

using testing::HasSubstr;

std::string formatted(std::string const& content) {
  auto const out = format_file("x.yaml", content);
  if (out) return *out;
  std::string errors;
  for (Diagnostic const& each : out.error()) errors += render(each);
  return errors;
}

struct FormatCase {
  std::string says;
  std::string before;
  std::string after;
};
class Format : public testing::TestWithParam<FormatCase> {};

TEST_P(Format, GivesThePlainForm) {
  EXPECT_EQ(formatted(GetParam().before), GetParam().after);
}
TEST_P(Format, ChangesNothingTheSecondTime) {
  EXPECT_EQ(formatted(GetParam().after), GetParam().after);
}

std::string const head = "version: 1\nwatches:\n  - id: one\n";
std::string const long_list =
    "aaaaaaaaaaaaaaaaaaaa OR bbbbbbbbbbbbbbbbbbbbbb OR cccccccccccccccccccccc OR dddddddddddddddddddd OR "
    "eeeeeeeeeeeeeeeeeeee";

INSTANTIATE_TEST_SUITE_P(
    , Format,
    testing::Values(
        FormatCase{"SpellsOperatorsOut", head + "    when: raid  rocket* -drill\n",
                   head + "    when: raid AND rocket* AND NOT drill\n"},
        FormatCase{"KeepsComments",
                   "# above\n" + head +
                       "    # before\n    when: raid rocket   # beside\n    # after\n    sinks: [desk]  # x\n",
                   "# above\n" + head +
                       "    # before\n    when: raid AND rocket  # beside\n    # after\n    sinks: [desk]  # x\n"},
        FormatCase{"TakesQuotesAway", head + "    when: 'raid rocket'\n", head + "    when: raid AND rocket\n"},
        FormatCase{"KeepsWhatYamlWouldMisread", head + "    when: '\"green zone\"'\n    sinks: [desk]\n",
                   head + "    when: >-\n      \"green zone\"\n    sinks: [desk]\n"},
        FormatCase{"BreaksLongConditions", head + "    when: " + long_list + "\n",
                   head + "    when: >-\n      " + long_list.substr(0, 96) + " OR\n      eeeeeeeeeeeeeeeeeeee\n"},
        FormatCase{"JoinsShortOnes", head + "    when: >-\n      raid\n      rocket\n    tags: [x]\n",
                   head + "    when: raid AND rocket\n    tags: [x]\n"},
        FormatCase{"DropsSpacesAndEmptyLines", head + "    when: raid  \n\n\n\n    sinks: [desk]\t\n\n\n",
                   head + "    when: raid\n\n    sinks: [desk]\n"},
        FormatCase{"LeavesFlowMapsAlone", "version: 1\nwatches:\n  - {id: one, when: raid rocket}\n",
                   "version: 1\nwatches:\n  - {id: one, when: raid rocket}\n"},
        FormatCase{"EndsTheLastLine", head + "    when: raid", head + "    when: raid\n"},
        FormatCase{"DropsCarriageReturns", "version: 1\r\nwatches:\r\n  - id: one\r\n    when: raid\r\n",
                   head + "    when: raid\n"}),
    [](auto const& i) { return i.param.says; });

TEST(FormatFile, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(formatted(head + "    when: raid AND\n"), HasSubstr("x.yaml:4:16: error: AND has nothing after it"));
  EXPECT_THAT(formatted("version: [\n"), HasSubstr("error"));
}

TEST(FormatFile, ReportsEveryBrokenCondition) {
  std::string const said = formatted(head + "    when: raid AND\n  - id: two\n    when: actr:x\n");
  EXPECT_THAT(said, HasSubstr("x.yaml:4:16"));
  EXPECT_THAT(said, HasSubstr("x.yaml:6:11"));
}

TEST(WatchesSchema, IsTheOneThatIsShipped) {
  std::ifstream file(std::string(RASID_SOURCE_DIR) + "/config/schema/watches.schema.json");
  std::ostringstream shipped;
  shipped << file.rdbuf();
  EXPECT_EQ(shipped.str(), watches_schema()) << "rasid schema watches > config/schema/watches.schema.json";
}

}  // namespace
}  // namespace rasid::rules
