#include "rules/explain.h"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

std::string explained(std::string_view when, Report const& report) {
  WatchSet const set = watch_of(when);
  text::Document const document = report.document();
  return render(explain(set, set.watches().front(), document, report.mentions, report.article), document);
}

TEST(Explain, ShowsEachNodeWithTheWordsThatMakeItTrue) {
  Report report("Calm. وصل قآني إلى بغداد.");
  report.mention("قآني", 0).mention("بغداد", 4);
  EXPECT_EQ(explained("sentence(actor:qaani place:Iraq) NOT (drill OR calm)", report),
            "✗ AND\n"
            "  ✓ sentence( )  sentence 2\n"
            "    ✓ AND\n"
            "      ✓ actor:qaani  قآني (sentence 2, qaani)\n"
            "      ✓ place:Iraq  بغداد (sentence 2, baghdad)\n"
            "  ✗ NOT\n"
            "    ✓ OR\n"
            "      ✗ drill\n"
            "      ✓ calm  Calm (sentence 1)\n");
}

TEST(Explain, ShowsTheNearestUnitWhereAScopeHoldsInNone) {
  EXPECT_EQ(explained("sentence(raid rockets baghdad)", Report("Calm. A raid. A raid with rockets.")),
            "✗ sentence( )  in none; nearest: sentence 3\n"
            "  ✗ AND\n"
            "    ✓ raid  raid (sentence 3)\n"
            "    ✓ rockets  rockets (sentence 3)\n"
            "    ✗ baghdad\n");
}

TEST(Explain, CountsWhatItDoesNotShow) {
  std::string body;
  for (int i = 0; i < 20; ++i) body += "raid ";
  EXPECT_THAT(explained("raid", Report(body)), testing::HasSubstr(" and 12 more\n"));
}

TEST(Explain, GivesJsonWithOffsetsInCodePoints) {
  Report report("وصل قآني");
  report.mention("قآني", 0);
  WatchSet const set = watch_of("actor:qaani");
  text::Document const document = report.document();
  auto const json = to_json(explain(set, set.watches().front(), document, report.mentions, report.article), document);
  EXPECT_EQ(json, boost::json::parse(R"({"kind": "term", "text": "actor:qaani", "holds": true, "words": [
      {"text": "قآني", "begin": 4, "end": 8, "sentence": 0, "entity": "qaani", "method": "name", "confidence": 1E0}]})"));
}

}  // namespace
}  // namespace rasid::rules
