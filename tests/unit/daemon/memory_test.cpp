// Watches that remember, over the real store, closed and opened again between any two articles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <boost/json/parse.hpp>

#include "daemon/absences.h"
#include "daemon/decide.h"
#include "daemon/routing/due.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/understand.h"
#include "tests/support/temp_folder.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp start{std::chrono::days{18'442}};

class Remembering : public testing::Test {
 protected:
  void SetUp() override {
    folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log}\n");
    folder.write("feeds.d/a.yaml", R"(feeds:
  - {id: a, url: 'https://a.example/rss'}
  - {id: b, url: 'https://b.example/rss'}
  - {id: c, url: 'https://c.example/rss'}
)");
    folder.write("watchlists/a.yaml", R"(version: 1
places:
  - {id: iraq, label: Iraq, kind: country, names: {en: [Iraq]}}
  - {id: baghdad, label: Baghdad, kind: city, within: iraq, names: {en: [Baghdad]}}
  - {id: basra, label: Basra, kind: city, within: iraq, names: {en: [Basra]}}
)");
    open();
  }
  /// The configuration with this one watch; `keys` are what it has beside id and sinks.
  void watch(std::string const& keys) {
    folder.write("rules.d/a.yaml", "version: 1\nwatches:\n  - {id: w, sinks: [desk], " + keys + "}\n");
    configuration::Loaded const loaded = configuration::load_snapshot(folder.path());
    for (Diagnostic const& problem : loaded.problems) ADD_FAILURE() << render(problem);
    snapshot = loaded.snapshot;
    ASSERT_TRUE(snapshot);
    taken = store->memory().take_over(remembering_watches(snapshot->watches, now), now).value();
  }
  void open() {
    store.reset();
    store = store::open_sqlite_store(folder / "rasid.db").value();
  }
  void poll(std::string const& feed, std::vector<Article> brought = {}) {
    ASSERT_TRUE(store->record_visit(
        {.feed = {feed}, .url = "https://" + feed + ".example/rss", .last_attempt = now, .last_success = now},
        brought));
  }

  /// An article of that feed comes now; the store is opened anew afterwards.
  Decision take(std::string const& feed, std::string const& text, Duration age = 0s) {
    std::string const number = std::to_string(++articles);
    Article article{.id = {"id-" + number}, .feed = {feed}, .guid = number, .title = "Report " + number, .body = text};
    article.published = now - age;
    article.fetched = now;
    poll(feed, {article});
    last = understand(article, *snapshot, now);
    Decision const decision = decide(*store, last, *snapshot->policies).value();
    open();
    return decision;
  }
  /// "told", or why not.
  static std::string said(Decision const& decision) {
    std::string out;
    for (Alert const& alert : decision.alerts) out += "told " + std::to_string(alert.revision) + " ";
    for (store::Suppression const& each : decision.suppressions) out += each.reason + " ";
    if (!out.empty()) out.pop_back();
    return out;
  }
  static boost::json::value cause(Alert const& alert) {
    return boost::json::parse(alert.payload).at("data").as_object().at("cause");
  }

  test::TempFolder folder;
  Timestamp now = start;
  int articles = 0;
  std::shared_ptr<configuration::Snapshot const> snapshot;
  std::unique_ptr<store::Store> store;
  store::MemoriesTaken taken;
  Findings last;
};

TEST_F(Remembering, CountsOverRestartsAndSaysWhatItCounted) {
  watch("when: raid, count: {at_least: 3, distinct: feed, within: 2h}");
  EXPECT_EQ(said(take("a", "A raid.")), "count:1/3");
  now += 30min;
  EXPECT_EQ(said(take("b", "The raid went on.")), "count:2/3");
  now += 30min;
  Decision const third = take("c", "Another raid.");
  EXPECT_EQ(said(third), "told 1");
  auto const why = cause(third.alerts.at(0));
  EXPECT_EQ(why.at("kind"), "count");
  EXPECT_EQ(why.at("observed"), 3);
  EXPECT_EQ(why.at("articles").as_array().size(), 3U);
  EXPECT_EQ(why.at("articles").at(0).at("title"), "Report 1");
  now += 1min;
  Decision const fourth = take("a", "The raid is over.");
  EXPECT_EQ(said(fourth), "grouped");
  EXPECT_EQ(fourth.suppressions.at(0).alert, third.alerts.at(0).id);
}

TEST_F(Remembering, CountsForEachPlaceUnderAnIdOfItsOwn) {
  watch("when: 'raid AND place:*', count: {at_least: 2, within: 2h, per: place}");
  take("a", "A raid in Baghdad.");
  take("a", "A raid in Basra.");
  Decision const baghdad = take("b", "Again a raid in Baghdad.");
  Decision const basra = take("b", "Again a raid in Basra.");
  ASSERT_THAT(baghdad.alerts, SizeIs(1));
  ASSERT_THAT(basra.alerts, SizeIs(1));
  EXPECT_NE(baghdad.alerts[0].id, basra.alerts[0].id);
  EXPECT_EQ(cause(basra.alerts[0]).at("key"), "place:basra");
}

TEST_F(Remembering, CountsNothingTwiceWhereAnArticleIsDecidedTwice) {
  watch("when: raid, count: {at_least: 2, within: 2h}");
  take("a", "A raid.");
  Decision const again = decide(*store, last, *snapshot->policies).value();
  EXPECT_FALSE(again.stored);
  EXPECT_EQ(said(take("a", "Another raid.")), "told 1");
}

TEST_F(Remembering, RedoesWhatACrashUndidUnderTheSameId) {
  watch("when: raid, count: {at_least: 2, within: 2h}");
  take("a", "A raid.");
  Article article{.id = {"id"},
                  .feed = {"b"},
                  .guid = "x",
                  .title = "A raid",
                  .body = "Another.",
                  .published = now,
                  .fetched = now};
  poll("b", {article});
  Findings const found = understand(article, *snapshot, now);
  ASSERT_TRUE(store->begin());
  AlertId const first = decide(*store, found, *snapshot->policies).value().alerts.at(0).id;
  store->rollback();  // as a crash before the commit
  open();
  Decision const again = decide(*store, found, *snapshot->policies).value();
  ASSERT_THAT(again.alerts, SizeIs(1));
  EXPECT_EQ(again.alerts[0].id, first);
  EXPECT_EQ(cause(again.alerts[0]).at("observed"), 2);
}

TEST_F(Remembering, RecordsWhatComesTooLateToCount) {
  watch("when: raid, count: {at_least: 2, within: 12h}");
  take("a", "A raid.");
  EXPECT_EQ(said(take("b", "A raid of yesterday.", 7h)), "late");
  EXPECT_EQ(said(take("b", "A raid this morning.", 5h)), "told 1");
}

TEST_F(Remembering, KeepsItsMemoryWhenTitleAndSeverityChange) {
  watch("when: raid, count: {at_least: 2, within: 2h}");
  take("a", "A raid.");
  watch("title: Raids, severity: critical, when: raid, count: {at_least: 2, within: 2h}");
  EXPECT_EQ(taken.kept, 1U);
  EXPECT_THAT(taken.begun_anew, IsEmpty());
  EXPECT_EQ(said(take("b", "A raid.")), "told 1");
}

TEST_F(Remembering, BeginsAnewWhenWhatItCountsChangesAndSaysSo) {
  watch("when: raid, count: {at_least: 2, within: 2h}");
  take("a", "A raid.");
  watch("when: raid, count: {at_least: 2, within: 3h}");
  EXPECT_THAT(taken.begun_anew, ElementsAre(WatchId{"w"}));
  EXPECT_EQ(said(take("b", "A raid.")), "count:1/2");
}

TEST_F(Remembering, KeepsTheMemoryOfAWatchThatIsAwayForAWhileOnly) {
  watch("when: raid, count: {at_least: 2, within: 2h}");
  take("a", "A raid.");
  watch("when: raid");
  watch("when: raid, count: {at_least: 2, within: 2h}");
  EXPECT_EQ(taken.kept, 1U);
  watch("when: raid");
  now += std::chrono::days{8};
  watch("when: raid");
  watch("when: raid, count: {at_least: 2, within: 2h}");
  EXPECT_EQ(taken.begun, 1U);
}

TEST_F(Remembering, ForgetsWhatNobodyNeedsAnyMore) {
  watch("when: 'raid AND place:*', count: {at_least: 2, within: 2h, per: place}");
  take("a", "A raid in Baghdad.");
  EXPECT_EQ(store->memory().forget(now + 24h, 100), 0U);
  EXPECT_EQ(store->memory().forget(now + 72h, 100), 1U);
}

TEST_F(Remembering, CountsArticlesThatAllComeLongAfterTheirOwnTime) {
  watch("when: raid, count: {at_least: 3, within: 2h}");
  for (int each = 1; each <= 2; ++each) {
    EXPECT_EQ(said(take("a", "A raid.", 24h * 365)), fmt::format("count:{}/3", each));
    now += 1h;
    EXPECT_EQ(store->memory().forget(now, 100), 0U) << "the next may be as late";
  }
  EXPECT_EQ(said(take("a", "A raid.", 24h * 365)), "told 1");
  EXPECT_EQ(store->memory().forget(now + 72h, 100), 1U) << "nor is it kept for ever";
}

TEST_F(Remembering, TellsAGroupAgainAsItsNextRevision) {
  watch("when: raid, group: {by: watch, repeat: 6h}");
  Decision const first = take("a", "A raid.");
  EXPECT_EQ(said(first), "told 1");
  now += 5h;
  EXPECT_EQ(said(take("b", "Another raid.")), "grouped");
  now += 1h;
  Decision const again = take("c", "A third raid.");
  EXPECT_EQ(said(again), "told 2");
  EXPECT_EQ(again.alerts.at(0).id, first.alerts.at(0).id);
  EXPECT_EQ(boost::json::parse(again.alerts.at(0).payload).at("type"), "alert.updated");
}

TEST_F(Remembering, MakesOneAlertForEachArticleOrPlaceWhereThatIsAsked) {
  watch("when: raid, group: {by: article}");
  AlertId const one = take("a", "The very same raid.").alerts.at(0).id;
  EXPECT_NE(take("b", "The very same raid.").alerts.at(0).id, one);
  watch("when: 'raid AND place:*', group: {by: place}");
  take("a", "A raid in Basra.");
  EXPECT_EQ(said(take("b", "Men were held in a raid in Basra.")), "grouped");
  EXPECT_EQ(said(take("b", "A raid in Baghdad.")), "told 1");
}

TEST_F(Remembering, WaitsForOthersAndTellsTheLatestRevision) {
  watch("when: raid, group: {by: watch, wait: 20s, repeat: 1s}");
  take("a", "A raid.");
  now += 10s;
  EXPECT_EQ(said(take("b", "Another raid.")), "told 2");
  EXPECT_EQ(store->totals()->pending, 0) << "it waits";
  EXPECT_EQ(store->routing().next_due().value(), start + 20s);
  now += 10s;
  auto const round = routing::carry_out_due(store->routing(), *snapshot->policies, now).value();
  EXPECT_EQ(round.released, 1U);
  open();
  auto const claimed = store->claim_deliveries(now, now, {{{"desk"}, 10}}).value().deliveries;
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].revision, 2U);
}

TEST_F(Remembering, LetsASinksPolicyHaveItsSayAfterTheWait) {
  folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log, digest: {every: 1h}}\n");
  watch("when: raid, group: {wait: 20s}");
  take("a", "A raid.");
  now += 20s;
  routing::carry_out_due(store->routing(), *snapshot->policies, now).value();
  EXPECT_EQ(store->totals()->pending, 0);
  EXPECT_EQ(store->routing().next_due().value(), start + 1h);
}

TEST_F(Remembering, LowersTheSeverityUntilAnotherFeedConfirms) {
  watch("when: raid, severity: high, confirm: {feeds: 2, within: 30m, else: {severity: low, note: single source}}");
  Decision const first = take("a", "The very same raid.");
  ASSERT_THAT(first.alerts, SizeIs(1));
  EXPECT_EQ(first.alerts[0].severity, Severity::low);
  auto const data = boost::json::parse(first.alerts[0].payload).at("data");
  EXPECT_EQ(data.at("alert").at("severity"), "low");
  EXPECT_EQ(data.at("confirmation").at("note"), "single source");
  now += 10min;
  // The story is told by its words; the title of each report differs, so this one is given by hand.
  Findings found = last;
  found.article.id = {"other"};
  found.article.feed = {"b"};
  found.article.guid = "other";
  found.surrounded.at(0).event.article = "other";
  found.surrounded.at(0).event.feed = "b";
  found.surrounded.at(0).event.at = now;
  poll("b", {found.article});
  Decision const second = decide(*store, found, *snapshot->policies).value();
  EXPECT_EQ(said(second), "told 2");
  EXPECT_EQ(second.alerts.at(0).severity, Severity::high);
  EXPECT_EQ(second.alerts.at(0).id, first.alerts.at(0).id);
}

TEST_F(Remembering, TellsNobodyOutsideItsHoursAndAfterItsEnd) {
  watch("when: raid, hours: '07:00-23:00 Asia/Tehran', group: {by: article}");
  now = parse_rfc3339("2096-01-10T02:00:00Z").value();  // 05:30 there
  EXPECT_EQ(said(take("a", "A raid.")), "hours");
  now += 2h;
  EXPECT_EQ(said(take("a", "A raid.")), "told 1");
  watch("when: raid, until: 2096-01-10, group: {by: article}");
  EXPECT_EQ(said(take("a", "A raid.")), "told 1") << "the whole day counts";
  now = parse_rfc3339("2096-01-11T00:00:00Z").value();
  EXPECT_EQ(said(take("a", "A raid.")), "until");
}

TEST_F(Remembering, TellsTheStoryAnewWhereItFirstCameOutsideTheHours) {
  watch("when: raid, count: {at_least: 2, within: 12h}, hours: '07:00-23:00'");
  now = start + 5h;
  take("a", "A raid.");
  EXPECT_EQ(said(take("b", "A raid.")), "hours");
  now = start + 8h;
  EXPECT_EQ(said(take("c", "A raid.")), "told 1");
}

TEST_F(Remembering, TellsWhatIsNew) {
  watch("when: 'raid AND place:*', first_seen: {what: place, memory: 90d, learn: 7d}");
  EXPECT_EQ(said(take("a", "A raid in Baghdad.")), "learning");
  now += std::chrono::days{8};
  EXPECT_EQ(said(take("a", "A raid in Baghdad.")), "known");
  Decision const decision = take("a", "A raid in Basra.");
  ASSERT_THAT(decision.alerts, SizeIs(1));
  EXPECT_EQ(cause(decision.alerts[0]).at("values"), boost::json::array{"basra"});
}

TEST_F(Remembering, TellsASequenceWithItsSteps) {
  watch("sequence: [{when: raid}, {when: rocket*}], within: 24h");
  EXPECT_EQ(said(take("a", "A raid.")), "sequence:1/2");
  now += 20h;
  Decision const decision = take("b", "Rockets were fired.");
  ASSERT_THAT(decision.alerts, SizeIs(1));
  auto const steps = cause(decision.alerts[0]).at("articles").as_array();
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at("step"), 1);
  EXPECT_EQ(steps[0].at("title"), "Report 1");
}

class Absences : public Remembering {
 protected:
  std::vector<Alert> look() {
    auto round = tell_absences(*store, *snapshot, now);
    EXPECT_TRUE(round) << round.error().message();
    open();
    return round ? round->alerts : std::vector<Alert>{};
  }
};

TEST_F(Absences, AreToldOnceWhenAFeedThatIsReadHasBroughtNothing) {
  watch("when: 'feed:a', absent: {for: 6h}");
  take("a", "The last report.");
  now += 6h;
  EXPECT_THAT(look(), IsEmpty()) << "the feed was not read since";
  now += 11s;
  poll("a");
  now += 11s;
  std::vector<Alert> const told = look();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(cause(told[0]).at("articles").at(0).at("title"), "Report 1");
  EXPECT_EQ(store->totals()->pending, 1);
  EXPECT_EQ(store->totals()->unhandled, 0);
  now += 24h;
  poll("a");
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(Absences, AreNoneWhileTheFeedFailsOrTheDaemonIsDown) {
  watch("when: 'feed:a', absent: {for: 6h}");
  take("a", "A report.");
  now += 48h;
  EXPECT_THAT(look(), IsEmpty());
  now += 11s;
  take("a", "What came meanwhile, seen by the first poll.", 1h);
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_EQ(store->memory().next_due().value(), now + 5h);
}

TEST_F(Absences, WaitForWhatIsNotHandledYet) {
  watch("when: 'feed:a', absent: {for: 6h}");
  take("a", "A report.");
  now += 7h;
  poll("a", {Article{.id = {"new"},
                     .feed = {"a"},
                     .guid = "new",
                     .title = "New",
                     .body = "A report.",
                     .published = now,
                     .fetched = now}});
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(Absences, BeginToCountWhenTheWatchIsNew) {
  watch("when: 'feed:a', absent: {for: 6h}");
  poll("a");
  now += 5h;
  poll("a");
  EXPECT_THAT(look(), IsEmpty());
  now += 1h;
  poll("a");
  EXPECT_THAT(look(), SizeIs(1));
}

TEST_F(Absences, AreRaisedUnderTheSameIdAfterACrash) {
  watch("when: 'feed:a', absent: {for: 6h}");
  take("a", "A report.");
  now += 7h;
  poll("a");
  ASSERT_TRUE(store->begin());
  AlertId const first = tell_absences(*store, *snapshot, now)->alerts.at(0).id;
  store->rollback();
  open();
  now += 1min;
  poll("a");
  std::vector<Alert> const again = look();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].id, first);
}

}  // namespace
}  // namespace rasid
