// What stands around a condition: how files write it, and what is refused.
#include <gmock/gmock.h>

#include "rules/describe.h"
#include "rules/format_file.h"
#include "rules/named_feeds.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LoadResult load(std::string const& keys, std::string const& condition = "when: raid") {
  test::TempFolder const folder;
  folder.write("rules.d/one.yaml",
               "version: 1\nwatches:\n  - id: one\n    sinks: [desk]\n    " + condition + "\n    " + keys + "\n");
  return load_watches(folder / "rules.d", small_vocabulary());
}
Around around(std::string const& keys, std::string const& condition = "when: raid") {
  LoadResult const loaded = load(keys, condition);
  for (Diagnostic const& each : loaded.diagnostics) ADD_FAILURE() << render(each);
  if (loaded.watches.watches().empty() || !loaded.watches.watches()[0].around) return {};
  return *loaded.watches.watches()[0].around;
}
/// The first that is wrong with it, and what to do.
std::string said(std::string const& keys, std::string const& condition = "when: raid") {
  LoadResult const loaded = load(keys, condition);
  if (loaded.diagnostics.empty()) return "nothing";
  return render(loaded.diagnostics.front());
}

TEST(AroundAWatch, IsReadWithItsDefaults) {
  EXPECT_EQ(std::get<Count>(around("count: {at_least: 5, distinct: feed, within: 2h, per: place}").remembering),
            (Count{.at_least = 5, .distinct = Facet::feed, .within = 2h, .per = Facet::place}));
  EXPECT_EQ(std::get<Spike>(around("spike: {times: 4}").remembering), Spike{});
  EXPECT_EQ(std::get<FirstSeen>(around("first_seen: {what: place}").remembering), FirstSeen{});
  Absent const absent = std::get<Absent>(around("absent: {for: 6h, hours: \"07:00-23:00 Asia/Tehran\"}").remembering);
  EXPECT_EQ(absent.silence, 6h);
  EXPECT_EQ(absent.hours->time_zone, "Asia/Tehran");
  EXPECT_EQ(*around("confirm: {feeds: 2, within: 30m, else: {severity: low, note: single source}}").confirm,
            (Confirm{.feeds = 2, .within = 30min, .otherwise = Severity::low, .note = "single source"}));
  EXPECT_EQ(around("group: {by: story, wait: 20s, repeat: 12h}").group,
            (Grouping{.by = Facet::story, .wait = 20s, .repeat = 12h}));
  EXPECT_EQ(around("group: {by: watch}").group.repeat, Duration{12h});
  EXPECT_EQ(around("until: 2026-12-31").until, parse_rfc3339("2027-01-01")) << "the whole day";
  EXPECT_EQ(around("links: [{title: Runbook, url: \"https://a.example/\"}]").links.size(), 1U);
  std::array<bool, 7> const weekend = {true, false, false, false, false, false, true};
  EXPECT_EQ(around("days: [sat, sun]").hours->days, weekend);
}

TEST(AroundAWatch, CostsAPlainWatchNothing) {
  LoadResult const loaded = load("title: plain");
  EXPECT_EQ(loaded.watches.watches()[0].around, nullptr);
}

TEST(AroundAWatch, OfASequenceHoldsWhereAnyStepDoes) {
  LoadResult const loaded = load("within: 24h", "sequence: [{when: raid OR arrest}, {when: rocket*}]");
  EXPECT_THAT(loaded.diagnostics, IsEmpty());
  Report const report("Rockets were fired.");
  EXPECT_EQ(loaded.watches.match(report.document(), {}, report.article).size(), 1U);
  EXPECT_THAT(std::get<Sequence>(loaded.watches.watches()[0].around->remembering).steps,
              ElementsAre("raid OR arrest", "rocket*"));
}

struct Mistake {
  std::string keys;
  std::string message;
  std::string condition = "when: raid";
};

TEST(AroundAWatch, SaysWhatContradictsItselfAndWhatToDo) {
  Mistake const mistakes[] = {
      {"count: {at_least: 5}", "one.yaml:6:12: error: count needs \"within\""},
      {"count: {at_least: 5, within: 2h, distinkt: feed}", "did you mean \"distinct\"?"},
      {"count: {at_least: 5, within: 2h, distinct: fead}", "did you mean \"feed\"?"},
      {"count: {at_least: 5, within: 2x}", "write it as 30s, 15m, 2h, 7d"},
      {"count: {at_least: 0, within: 2h}", "must be a whole number from 1 to 500"},
      {"count: {at_least: 5, within: 2h, distinct: place, per: place}", "different places of one place are always one"},
      {"count: {at_least: 2, within: 1h}\n    spike: {times: 4}", "make two watches of it"},
      {"count: 5", "count is a map"},
      {"within: 2h", "it stands inside count: or confirm:, or beside sequence:"},
      {"per: place", "it stands inside count:, or beside sequence:"},
      {"absent: {for: 6h}\n    group: {by: story}", "drop by:"},
      {"spike: {times: 4, baseline: 2d}", "same: hour_of_week needs a baseline of 7d at least"},
      {"spike: {times: 4, over: 1m, baseline: 30d}", "too long for 1m at a time"},
      {"spike: {times: 4}\n    confirm: {feeds: 2, else: {severity: low}}", "confirm is about one story"},
      {"hours: \"07:00-07:00\"", "they cannot be empty"},
      {"hours: \"07:00-23:00 Asia/Atlantis\"", "a zone of the IANA database"},
      {"days: [someday]", "\"someday\" is not a day"},
      {"days: []", "nothing would ever be told"},
      {"until: tomorrow", "must be a date"},
      {"links: [{title: x, url: \"ftp://a.example\"}]", "begin with https:// or http://"},
      {"title: x", "a sequence needs within", "sequence: [{when: raid}, {when: rocket}]"},
      {"within: 2h", "for one condition write when:", "sequence: [{when: raid}]"},
      {"within: 2h\n    when: raid", "a sequence has its conditions in its steps",
       "sequence: [{when: raid}, {when: x}]"},
      {"within: 2h", "unknown place \"Bagdad\"", "sequence: [{when: raid}, {when: 'place:Bagdad'}]"},
      {"title: x", "has no condition", "tags: [x]"},
      {"count: {at_least: 1, within: 2h}", "warning: one is reached by every article"},
      {"first_seen: {what: place, memory: 1d, learn: 7d}", "warning: it learns for longer than it remembers"},
      {"confirm: {feeds: 2, else: {severity: high}}", "warning: until it is confirmed the alert is no less severe"},
  };
  for (Mistake const& mistake : mistakes) {
    EXPECT_THAT(said(mistake.keys, mistake.condition), HasSubstr(mistake.message)) << mistake.keys;
  }
}

TEST(AroundAWatch, PointsAtThePlace) {
  EXPECT_EQ(said("count: {at_least: 5, within: 2h, distinct: fead}"),
            "rules.d/one.yaml:6:48: error: \"distinct\" cannot be \"fead\"\n"
            "      count: {at_least: 5, within: 2h, distinct: fead}\n"
            "                                                 ^~~~\n"
            "  did you mean \"feed\"?\n");
}

TEST(AroundAWatch, HasADigestOfWhatItsMemoryDependsOn) {
  std::string const count = "count: {at_least: 5, within: 2h}";
  std::uint64_t const digest = around(count).digest;
  EXPECT_EQ(around(count + "\n    title: Another\n    severity: low").digest, digest);
  EXPECT_EQ(around(count + "\n    hours: \"07:00-23:00\"\n    group: {repeat: 6h}").digest, digest);
  EXPECT_EQ(around(count, "when: ( raid )").digest, digest) << "the same condition in other words";
  EXPECT_NE(around(count, "when: raids").digest, digest);
  EXPECT_NE(around("count: {at_least: 6, within: 2h}").digest, digest);
  EXPECT_NE(around("count: {at_least: 5, within: 3h}").digest, digest);
  // The same for ever: it stands in databases.
  EXPECT_EQ(digest, around(count).digest);
}

TEST(AroundAWatch, StaysAsItIsWhenTheFileIsFormatted) {
  std::string const file =
      "version: 1\nwatches:\n  - id: one\n    sequence:\n      - when: raid arrest # why\n      - when: rocket*\n"
      "    within: 24h\n    group: {repeat: 6h}\n";
  EXPECT_EQ(format_file("one.yaml", file).value(),
            "version: 1\nwatches:\n  - id: one\n    sequence:\n      - when: raid AND arrest  # why\n      - when: "
            "rocket*\n    within: 24h\n    group: {repeat: 6h}\n");
}

TEST(AroundAWatch, IsToldInPlainWords) {
  EXPECT_THAT(
      describe(around("count: {at_least: 5, distinct: feed, within: 2h, per: place}")),
      ElementsAre("count: told when there are at least 5 different ones by feed within 2h, for each place by itself"));
  EXPECT_EQ(in_words(state::held("count:3/5")), "not told: 3 of 5");
  EXPECT_EQ(in_words(state::held("late")), "not told: late");
}

TEST(NamedFeeds, AreThoseWithoutWhichAConditionCannotHold) {
  auto const feeds = [](std::string const& when) {
    Watch watch;
    watch.when = when;
    return named_feeds(watch);
  };
  EXPECT_THAT(feeds("feed:irna"), ElementsAre("irna"));
  EXPECT_THAT(feeds("raid AND feed:(irna OR aljarida)"), ElementsAre("aljarida", "irna"));
  EXPECT_THAT(feeds("feed:irna OR raid"), IsEmpty());
  EXPECT_THAT(feeds("raid NOT feed:irna"), IsEmpty());
  EXPECT_THAT(feeds("(feed:irna raid) OR (feed:aljarida arrest)"), ElementsAre("aljarida", "irna"));
}

}  // namespace
}  // namespace rasid::rules
