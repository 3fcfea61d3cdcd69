#include <unistd.h>

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A rules folder of its own for each test, gone afterwards.
class WatchFiles : public testing::Test {
 protected:
  WatchFiles() {
    static std::atomic<int> count{0};
    top_ =
        fs::temp_directory_path() / ("rasid_watch_files_" + std::to_string(getpid()) + "_" + std::to_string(++count));
    fs::create_directories(folder());
  }
  ~WatchFiles() override { fs::remove_all(top_); }

  [[nodiscard]] fs::path folder() const { return top_ / "rules.d"; }
  void write(std::string const& name, std::string const& text) const { std::ofstream(folder() / name) << text; }
  [[nodiscard]] LoadResult load() const { return load_watches(folder(), small_vocabulary()); }
  /// What a file of one watch with this condition has to say.
  [[nodiscard]] std::string said_of(std::string const& when) const {
    write("one.yaml", "version: 1\nwatches:\n  - id: one\n    sinks: [desk]\n    when: " + when + "\n");
    std::string out;
    for (Diagnostic const& d : load().diagnostics) out += render(d);
    return out;
  }

 private:
  fs::path top_;
};

std::vector<std::string> ids(WatchSet const& set) {
  std::vector<std::string> out;
  for (Watch const& watch : set.watches()) out.push_back(watch.id.value);
  return out;
}

TEST_F(WatchFiles, GiveTheirWatchesWithDefaults) {
  write("a.yaml", R"(version: 1
defaults: {severity: high, sinks: [desk], tags: [iraq]}
watches:
  - id: qaani-baghdad
    title: Qaani and Baghdad in one report
    when: actor:"Esmail Qaani" AND place:Baghdad
  - id: raid
    when: raid OR مداهمة
    severity: low
    sinks: [phone, desk]
    tags: []
)");
  auto const loaded = load();
  ASSERT_THAT(loaded.diagnostics, testing::IsEmpty());
  ASSERT_THAT(ids(loaded.watches), ElementsAre("qaani-baghdad", "raid"));
  Watch const& first = loaded.watches.watches()[0];
  EXPECT_EQ(first.title, "Qaani and Baghdad in one report");
  EXPECT_EQ(first.severity, Severity::high);
  EXPECT_THAT(first.sinks, ElementsAre(SinkId{"desk"}));
  EXPECT_THAT(first.tags, ElementsAre("iraq"));
  EXPECT_EQ(loaded.watches.file_of(first), "rules.d/a.yaml");
  Watch const& second = loaded.watches.watches()[1];
  EXPECT_EQ(second.title, "raid");
  EXPECT_EQ(second.severity, Severity::low);
  EXPECT_THAT(second.sinks, ElementsAre(SinkId{"phone"}, SinkId{"desk"}));
  EXPECT_THAT(second.tags, testing::IsEmpty());
  EXPECT_EQ(loaded.watches.find(WatchId{"raid"}), &second);
  EXPECT_EQ(loaded.watches.find(WatchId{"other"}), nullptr);
}

TEST_F(WatchFiles, ThatAreBrokenCostOnlyThemselves) {
  write("a.yaml", "version: 1\nwatches:\n  - {id: one, when: raid, sinks: [desk]}\n");
  write("b.yaml",
        "version: 1\nwatches:\n  - {id: two, when: raid, sinks: [desk]}\n  - {id: three, when: raid AND, sinks: "
        "[desk]}\n");
  write("c.yaml", "version: 1\nwatches: [\n");
  write("d.yml", "version: 1\nwatches:\n  - {id: four, when: raid, sinks: [desk]}\n");
  write("e.yaml~", "not read");
  write(".f.yaml", "not read");
  auto const loaded = load();
  EXPECT_THAT(ids(loaded.watches), ElementsAre("one", "four"));
  ASSERT_EQ(loaded.diagnostics.size(), 2U);
  EXPECT_EQ(loaded.diagnostics[0].file, "rules.d/b.yaml");
  EXPECT_EQ(loaded.diagnostics[1].file, "rules.d/c.yaml");
}

TEST_F(WatchFiles, PointAtTheMistakeInACondition) {
  EXPECT_EQ(said_of("actor:\"Esmail Qani\" AND place:Baghdad"),
            "rules.d/one.yaml:5:17: error: unknown actor \"Esmail Qani\"\n"
            "      when: actor:\"Esmail Qani\" AND place:Baghdad\n"
            "                  ^~~~~~~~~~~~~\n"
            "  did you mean \"Esmail Qaani\"?\n");
}

TEST_F(WatchFiles, OfferTheNearestOfWhateverIsNotKnown) {
  EXPECT_THAT(said_of("place:Bagdad"), HasSubstr("one.yaml:5:17: error: unknown place \"Bagdad\""));
  EXPECT_THAT(said_of("place:Bagdad"), HasSubstr("did you mean \"Baghdad\"?"));
  EXPECT_THAT(said_of("actor:@pfm"), HasSubstr("unknown group \"@pfm\""));
  EXPECT_THAT(said_of("actor:@pfm"), HasSubstr("did you mean \"@pmf\"?"));
  EXPECT_THAT(said_of("feed:irma"), HasSubstr("did you mean \"irna\"?"));
  EXPECT_THAT(said_of("country:Iraq"), HasSubstr("did you mean \"IQ\"?"));
  EXPECT_THAT(said_of("lang:arabic"), HasSubstr("\"arabic\" is not a language"));
  EXPECT_THAT(said_of("org:qaani"), HasSubstr("no organisation is called \"qaani\""));
  EXPECT_THAT(said_of("person:@pmf"), HasSubstr("no person is in the group \"@pmf\""));
  EXPECT_THAT(said_of("\"…\""), HasSubstr("no letter or digit to look for"));
}

TEST_F(WatchFiles, RefuseAConditionOfNotOnly) {
  EXPECT_THAT(said_of("NOT football"), HasSubstr("one.yaml:5:11: error: the condition says only what is not wanted"));
  EXPECT_THAT(said_of("raid OR NOT football"), HasSubstr("one.yaml:5:19: error: this alternative says only"));
}

TEST_F(WatchFiles, WarnButStandWhereAWordMayBeAnOperator) {
  EXPECT_THAT(said_of("raid or rockets"), HasSubstr("one.yaml:5:16: warning: \"or\" is read as a word"));
  EXPECT_THAT(ids(load().watches), ElementsAre("one"));
}

TEST_F(WatchFiles, RefuseUnknownKeysSinksAndOddIds) {
  write("a.yaml", R"(version: 1
watches:
  - id: Raid_1
    when: raid
    sinks: [dsk]
    severty: high
    severity: huge
)");
  std::string all;
  for (Diagnostic const& d : load().diagnostics) all += render(d);
  EXPECT_THAT(all, HasSubstr("a.yaml:3:9: error: \"Raid_1\" cannot be the id of a watch"));
  EXPECT_THAT(all, HasSubstr("a.yaml:5:13: error: unknown sink \"dsk\""));
  EXPECT_THAT(all, HasSubstr("did you mean \"desk\"?"));
  EXPECT_THAT(all, HasSubstr("a.yaml:6:5: error"));
  EXPECT_THAT(all, HasSubstr("severity"));
  EXPECT_THAT(all, HasSubstr("a.yaml:7:15: error"));
}

TEST_F(WatchFiles, NameBothPlacesOfAnIdUsedTwice) {
  write("a.yaml", "version: 1\nwatches:\n  - {id: one, when: raid, sinks: [desk]}\n");
  write("b.yaml", "version: 1\nwatches:\n  - {when: raid, sinks: [desk], id: one}\n");
  auto const loaded = load();
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  std::string const said = render(loaded.diagnostics.front());
  EXPECT_THAT(said, HasSubstr("rules.d/b.yaml:3:37: error: the id \"one\" is used twice"));
  EXPECT_THAT(said, HasSubstr("it is first used at rules.d/a.yaml:3"));
  EXPECT_THAT(ids(loaded.watches), ElementsAre("one"));
}

TEST_F(WatchFiles, WarnOfAWatchWhoseAlertsGoNowhere) {
  write("a.yaml", "version: 1\nwatches:\n  - {id: one, when: raid}\n");
  auto const loaded = load();
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.diagnostics.front().severity, Diagnostic::Severity::warning);
  EXPECT_THAT(ids(loaded.watches), ElementsAre("one"));
}

TEST_F(WatchFiles, AreNoneWithAWarningWhereTheFolderIsMissing) {
  auto const loaded = load_watches(folder() / "none", small_vocabulary());
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.diagnostics.front().severity, Diagnostic::Severity::warning);
  EXPECT_THAT(loaded.diagnostics.front().message, HasSubstr("there is no folder of rules"));
  EXPECT_TRUE(loaded.watches.match(text::Document("", "raid"), {}, {}).empty());
}

TEST_F(WatchFiles, AreMissedWhereTheFolderCannotBeRead) {
  write("file.yaml", "version: 1\n");
  auto const loaded = load_watches(folder() / "file.yaml", small_vocabulary());
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.diagnostics.front().severity, Diagnostic::Severity::error);
  EXPECT_THAT(loaded.diagnostics.front().message, HasSubstr("cannot be read"));
}

TEST_F(WatchFiles, ShareTermsBetweenWatches) {
  write("a.yaml",
        "version: 1\nwatches:\n  - {id: one, when: raid rockets, sinks: [desk]}\n  - {id: two, when: raid, sinks: "
        "[desk]}\n");
  EXPECT_EQ(load().watches.matcher()->terms().size(), 2U);
}

}  // namespace
}  // namespace rasid::rules
