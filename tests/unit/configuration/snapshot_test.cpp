#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/snapshot.h"
#include "tests/unit/configuration/folder.h"

namespace rasid::configuration {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SnapshotFolder : public testing::Test {
 protected:
  SnapshotFolder() {
    folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log}\n");
    folder.write("feeds.d/a.yaml", "feeds:\n  - {id: irna, url: 'https://a.example/rss'}\n");
    folder.write("watchlists/a.yaml",
                 "version: 1\nactors:\n  - {id: qaani, kind: person, label: Esmail Qaani, names: {en: [Qaani]}}\n");
    folder.write("rules.d/a.yaml", watch("qaani", "actor:qaani AND feed:irna"));
  }
  static std::string watch(std::string const& id, std::string const& when, std::string const& sink = "desk") {
    return "version: 1\nwatches:\n  - {id: " + id + ", when: '" + when + "', sinks: [" + sink + "]}\n";
  }
  void load(Adjust const& adjust = {}) { loaded = load_snapshot(folder.path(), adjust); }
  [[nodiscard]] std::vector<std::string> watches() const {
    std::vector<std::string> out;
    for (rules::Watch const& w : loaded.snapshot->watches.watches()) out.push_back(w.id.value);
    return out;
  }

  test::TempFolder folder;
  Loaded loaded;
};

TEST_F(SnapshotFolder, HoldsWhatTheFilesSay) {
  load();
  ASSERT_TRUE(loaded.snapshot) << rendered(loaded.problems);
  EXPECT_THAT(loaded.problems, IsEmpty()) << rendered(loaded.problems);
  EXPECT_THAT(watches(), ElementsAre("qaani"));
  ASSERT_NE(loaded.snapshot->feed({"irna"}), nullptr);
  EXPECT_EQ(loaded.snapshot->feed({"irna"})->url, "https://a.example/rss");
  EXPECT_EQ(loaded.snapshot->feed({"other"}), nullptr);
  EXPECT_EQ(loaded.snapshot->extractors.catalogue().all().size(), 1U);
  EXPECT_EQ(loaded.snapshot->folder, folder.path());
}

TEST_F(SnapshotFolder, LosesOnlyTheRuleFileThatIsBroken) {
  folder.write("rules.d/b.yaml", watch("broken", "actor:\"Esmail Qani\""));
  folder.write("rules.d/c.yaml", watch("fine", "raid"));
  load();
  ASSERT_TRUE(loaded.snapshot);
  EXPECT_THAT(watches(), ElementsAre("qaani", "fine"));
  EXPECT_TRUE(has_errors(loaded.problems));
  EXPECT_THAT(rendered(loaded.problems), HasSubstr("rules.d/b.yaml:3:"));
}

TEST_F(SnapshotFolder, LosesOnlyTheFeedFileThatIsBroken) {
  folder.write("feeds.d/b.yaml", "feeds: [\n");
  load();
  ASSERT_TRUE(loaded.snapshot);
  EXPECT_NE(loaded.snapshot->feed({"irna"}), nullptr);
  EXPECT_THAT(rendered(loaded.problems), HasSubstr("feeds.d/b.yaml:2:1: error"));
}

TEST_F(SnapshotFolder, RefusesWatchesOfSinksAndFeedsThatAreNotConfigured) {
  folder.write("rules.d/b.yaml", watch("b", "raid", "dsek"));
  folder.write("rules.d/c.yaml", watch("c", "feed:inra"));
  load();
  std::string const all = rendered(loaded.problems);
  EXPECT_THAT(all, HasSubstr("did you mean \"desk\"?"));
  EXPECT_THAT(all, HasSubstr("did you mean \"irna\"?"));
}

TEST_F(SnapshotFolder, IsNoneWhereAWatchlistIsBrokenAndBlamesNoWatchForIt) {
  folder.write("watchlists/b.yaml", "version: 1\nactors:\n  - {id: x}\n");
  load();
  EXPECT_FALSE(loaded.snapshot);
  std::string const all = rendered(loaded.problems);
  EXPECT_THAT(all, HasSubstr("watchlists/b.yaml:3:"));
  EXPECT_THAT(all, Not(HasSubstr("rules.d/")));
}

TEST_F(SnapshotFolder, IsNoneWhereTheGazetteerIsBroken) {
  folder.write("gazetteer/places.tsv", "no header\n");
  load();
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_THAT(rendered(loaded.problems), HasSubstr("gazetteer/places.tsv"));
}

TEST_F(SnapshotFolder, IsNoneWhereTheMainFileIsBrokenAndSaysWhatElseIsWrong) {
  folder.write("rasid.yaml", "version: 1\nlog_level: loud\n");
  folder.write("feeds.d/b.yaml", "feeds: [\n");
  load();
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_THAT(places(loaded.problems), ElementsAre("rasid.yaml:2:12", "feeds.d/b.yaml:2:1"));
}

TEST_F(SnapshotFolder, IsNoneWithoutAFolder) {
  EXPECT_FALSE(load_snapshot(folder / "none").snapshot);
}

TEST_F(SnapshotFolder, LetsTheCallerChangeFeedsAndSinksBeforeTheWatchesAreRead) {
  folder.write("rules.d/b.yaml", watch("b", "feed:demo AND feed:irna", "screen"));
  load([](Settings& settings, std::vector<FeedSettings>& feeds) {
    settings.sinks = {{.id = {"screen"}}, {.id = {"desk"}}};
    feeds = {{.id = {"demo"}, .url = "http://127.0.0.1/"}};
  });
  ASSERT_TRUE(loaded.snapshot);
  EXPECT_THAT(loaded.problems, IsEmpty()) << rendered(loaded.problems);
  EXPECT_NE(loaded.snapshot->feed({"demo"}), nullptr);
  EXPECT_EQ(loaded.snapshot->feed({"irna"}), nullptr);
}

TEST(ShippedConfiguration, LoadsWithNoProblemsAtAll) {
  Loaded const loaded = load_snapshot(std::filesystem::path(RASID_SOURCE_DIR) / "config");
  EXPECT_THAT(loaded.problems, IsEmpty()) << rendered(loaded.problems);
  ASSERT_TRUE(loaded.snapshot);
  EXPECT_GE(loaded.snapshot->feeds.size(), 30U);
  EXPECT_GE(loaded.snapshot->watches.watches().size(), 3U);
  EXPECT_GE(loaded.snapshot->extractors.catalogue().all().size(), 2'000U);
}

TEST(ShippedConfiguration, StatesTheDefaultsThatTheProgramHas) {
  Settings const written = load_snapshot(std::filesystem::path(RASID_SOURCE_DIR) / "config").snapshot->settings;
  Settings const built_in;
  EXPECT_EQ(written.polling.interval, built_in.polling.interval);
  EXPECT_EQ(written.polling.learn, built_in.polling.learn);
  EXPECT_EQ(written.polling.floor, built_in.polling.floor);
  EXPECT_EQ(written.polling.longest_interval, built_in.polling.longest_interval);
  EXPECT_EQ(written.polling.longest_hint, built_in.polling.longest_hint);
  EXPECT_EQ(written.polling.time_scale, built_in.polling.time_scale);
  EXPECT_EQ(written.feed_failing.after, built_in.feed_failing.after);
  EXPECT_EQ(written.feed_failing.sinks, built_in.feed_failing.sinks);
  EXPECT_EQ(written.polling.startup_spread, built_in.polling.startup_spread);
  EXPECT_EQ(written.polling.longest_pause, built_in.polling.longest_pause);
  EXPECT_EQ(written.polling.connections, built_in.polling.connections);
  EXPECT_EQ(written.polling.connections_per_host, built_in.polling.connections_per_host);
  EXPECT_EQ(written.limits.connect, built_in.limits.connect);
  EXPECT_EQ(written.limits.total, built_in.limits.total);
  EXPECT_EQ(written.limits.body_bytes, built_in.limits.body_bytes);
  EXPECT_EQ(written.limits.header_bytes, built_in.limits.header_bytes);
  EXPECT_EQ(written.limits.redirects, built_in.limits.redirects);
  EXPECT_EQ(written.limits.slow_bytes_per_second, built_in.limits.slow_bytes_per_second);
  EXPECT_EQ(written.limits.slow_for, built_in.limits.slow_for);
  EXPECT_EQ(written.most_items, built_in.most_items);
  EXPECT_EQ(written.workers, built_in.workers);
  EXPECT_EQ(written.queue, built_in.queue);
  EXPECT_EQ(written.drain, built_in.drain);
  EXPECT_EQ(written.retry.pauses, built_in.retry.pauses);
  EXPECT_EQ(written.retry.then_every, built_in.retry.then_every);
  EXPECT_EQ(written.retry.give_up_after, built_in.retry.give_up_after);
  EXPECT_EQ(written.log_level, built_in.log_level);
}

}  // namespace
}  // namespace rasid::configuration
