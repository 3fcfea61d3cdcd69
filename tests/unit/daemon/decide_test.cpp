#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/decide.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/stories/read_traits.h"
#include "tests/support/temp_folder.h"

namespace rasid {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now{std::chrono::days{18'442}};

Alert alert(std::string const& watch, StoryId const& story, ArticleId const& article) {
  Alert out;
  out.id = alert_id({watch}, story);
  out.watch = {watch};
  out.story = story;
  out.article = article;
  out.decided = now;
  out.payload = "{\"watch\":\"" + watch + "\"}";
  out.sinks = {{"desk"}, {"phone"}};
  return out;
}

/// What the earlier stages found in an article of this story: an alert for each watch.
Findings findings(std::string const& article, std::string const& story, std::vector<std::string> const& watches) {
  Findings out;
  out.article = {.id = {article}, .feed = {"a"}, .title = "قآني في بغداد", .language = "ar", .fetched = now};
  out.story = {story};
  out.mentions = {{"qaani", "person", 0, 4, "قآني", "name", 1}};
  for (std::string const& watch : watches) out.alerts.push_back(alert(watch, out.story, out.article.id));
  return out;
}

class Decide : public testing::Test {
 protected:
  void SetUp() override {
    open();
    ASSERT_TRUE(store->record_visit({.feed = {"a"}, .url = "https://a.example/rss"},
                                    {findings("one", "s", {}).article, findings("two", "s", {}).article}));
  }
  void open() {
    store.reset();
    store = store::open_sqlite_store(folder / "rasid.db").value();
  }
  Decision decided(Findings const& found) { return decide(*store, found).value(); }

  test::TempFolder folder;
  std::unique_ptr<store::Store> store;
};

TEST_F(Decide, PutsANewAlertIntoTheOutboxForEachOfItsSinks) {
  Decision const decision = decided(findings("one", "story", {"qaani", "baghdad"}));
  EXPECT_TRUE(decision.stored);
  EXPECT_THAT(decision.alerts, SizeIs(2));
  EXPECT_THAT(decision.suppressions, IsEmpty());
  auto const claimed = store->claim_deliveries(now, now, {{{"desk"}, 10}, {{"phone"}, 10}}).value().deliveries;
  EXPECT_EQ(store->totals()->pending, 4);
  ASSERT_THAT(claimed, SizeIs(2)) << "to each sink the story's first message";
  EXPECT_EQ(claimed[0].body, "{\"watch\":\"qaani\"}");
  EXPECT_EQ(store->totals()->unhandled, 1);
}

TEST_F(Decide, GroupsWhatAnotherArticleOfTheStoryRaisedAlready) {
  decided(findings("one", "story", {"qaani"}));
  Decision const second = decided(findings("two", "story", {"qaani", "baghdad"}));
  EXPECT_TRUE(second.stored);
  ASSERT_THAT(second.alerts, SizeIs(1));
  EXPECT_EQ(second.alerts[0].watch.value, "baghdad") << "the watch that had not told yet still does";
  ASSERT_THAT(second.suppressions, SizeIs(1));
  EXPECT_EQ(second.suppressions[0].watch.value, "qaani");
  EXPECT_EQ(second.suppressions[0].article.value, "two");
  EXPECT_EQ(second.suppressions[0].reason, "grouped");
  EXPECT_EQ(second.suppressions[0].alert, alert_id({"qaani"}, StoryId{"story"}));
  EXPECT_EQ(store->totals()->alerts, 2);
  EXPECT_EQ(store->totals()->unhandled, 0);
}

TEST_F(Decide, TellsAnotherStoryAnew) {
  decided(findings("one", "story", {"qaani"}));
  EXPECT_THAT(decided(findings("two", "other story", {"qaani"})).alerts, SizeIs(1));
}

TEST_F(Decide, DoesNothingTheSecondTimeAsAfterACrash) {
  Findings const found = findings("one", "story", {"qaani"});
  decided(found);
  auto const before = store->totals().value();
  open();
  Decision const again = decided(found);
  EXPECT_FALSE(again.stored);
  EXPECT_THAT(again.alerts, IsEmpty());
  EXPECT_THAT(again.suppressions, IsEmpty());
  auto const after = store->totals().value();
  EXPECT_EQ(after.alerts, before.alerts);
  EXPECT_EQ(after.pending, before.pending);
  EXPECT_EQ(after.mentions, before.mentions);
}

TEST_F(Decide, RedoesWhatACrashUndidWithTheSameAlertId) {
  Findings const found = findings("one", "story", {"qaani"});
  ASSERT_TRUE(store->begin());
  AlertId const first = decided(found).alerts.at(0).id;
  store->rollback();  // as a crash before the commit
  EXPECT_EQ(store->totals()->alerts, 0);
  Decision const again = decided(found);
  ASSERT_THAT(again.alerts, SizeIs(1));
  EXPECT_EQ(again.alerts[0].id, first);
}

TEST_F(Decide, HandlesAnArticleThatInterestsNobody) {
  Decision const decision = decided(findings("one", "story", {}));
  EXPECT_TRUE(decision.stored);
  EXPECT_EQ(store->totals()->unhandled, 1);
  EXPECT_EQ(store->totals()->mentions, 1);
  EXPECT_EQ(store->totals()->pending, 0);
}

/// The same article once more, after an edit, with this evidence for the watch.
Findings edited(std::uint32_t revision, std::string const& evidence, std::string const& watch = "qaani") {
  Findings out = findings("one", "story", {watch});
  out.article.revision = revision;
  out.alerts[0].evidence = evidence;
  out.alerts[0].payload = R"({"type":"alert.created","data":{"alert":{"revision":1}}})";
  return out;
}

class DecideOnEdits : public Decide {
 protected:
  void SetUp() override {
    Decide::SetUp();
    text = findings("one", "s", {}).article;
    decided(edited(1, "first proof"));
  }
  /// The publisher edits the article, as the next poll finds out.
  Article edit(std::string const& title) {
    text.title = title;
    return store->record_visit({.feed = {"a"}, .url = "https://a.example/rss"}, {text}).value().at(0);
  }
  Article text;
};

TEST_F(DecideOnEdits, TellsAnEditThatChangedTheProofAsTheNextRevision) {
  Article const revised = edit("another title");
  Decision const second = decided(edited(revised.revision, "second proof"));
  ASSERT_THAT(second.alerts, SizeIs(1));
  EXPECT_EQ(second.alerts[0].revision, 2U);
  EXPECT_EQ(second.alerts[0].id, alert_id({"qaani"}, StoryId{"story"}));
  EXPECT_EQ(second.alerts[0].payload, R"({"type":"alert.updated","data":{"alert":{"revision":2}}})");
  Decision const third = decided(edited(edit("a third title").revision, "third proof"));
  ASSERT_THAT(third.alerts, SizeIs(1));
  EXPECT_EQ(third.alerts[0].revision, 3U);
}

TEST_F(DecideOnEdits, KeepsQuietWhereTheProofIsWhatWasToldBefore) {
  Decision const second = decided(edited(edit("another title").revision, "first proof"));
  EXPECT_TRUE(second.stored);
  EXPECT_THAT(second.alerts, IsEmpty());
  ASSERT_THAT(second.suppressions, SizeIs(1));
  EXPECT_EQ(second.suppressions[0].reason, "unchanged");
  decided(edited(edit("a third").revision, "second proof"));
  EXPECT_THAT(decided(edited(edit("back again").revision, "first proof")).alerts, IsEmpty());
}

TEST_F(DecideOnEdits, TellsAWatchThatHoldsForTheFirstTimeAsAlways) {
  Decision const second = decided(edited(edit("another title").revision, "proof", "another watch"));
  ASSERT_THAT(second.alerts, SizeIs(1));
  EXPECT_EQ(second.alerts[0].revision, 1U);
}

TEST_F(DecideOnEdits, TakesACompletionForNoRevision) {
  Findings whole = edited(edit("another title").revision, "second proof");
  whole.article.completion = true;
  Decision const completed = decided(whole);
  EXPECT_TRUE(completed.stored);
  EXPECT_THAT(completed.alerts, IsEmpty());
  ASSERT_THAT(completed.suppressions, SizeIs(1));
  EXPECT_EQ(completed.suppressions[0].reason, "completed");
}

/// An article of a feed of its own, with what tells its story.
Findings of_feed(std::string const& feed, std::string const& title, std::vector<std::uint32_t> proofs = {1}) {
  Findings out;
  out.article = {.id = {"article of " + feed},
                 .feed = {feed},
                 .url = "https://" + feed + ".example/1",
                 .title = title,
                 .language = "en",
                 .body =
                     "Forces raided a workshop in the south of the city late on Thursday and detained 14 men accused "
                     "of preparing attacks with 107 mm rockets, officials said in a statement to reporters.",
                 .fetched = now};
  out.story = story_begun_by(out.article.id);
  static entities::Catalogue const nothing;
  out.traits = stories::read_traits(out.article, {text::Document(out.article), "en", {}}, nothing);
  out.alerts = {alert("raid", out.story, out.article.id)};
  out.alerts[0].proofs = std::move(proofs);
  out.alerts[0].payload =
      R"({"type":"alert.created","data":{"alert":{"id":"x","revision":1},"story":{"id":"x","feeds":1},"sources":[]}})";
  return out;
}

class DecideOnStories : public Decide {
 protected:
  Decision told(Findings const& found) {
    EXPECT_TRUE(store->record_visit({.feed = found.article.feed, .url = "https://a.example/rss"}, {found.article}));
    return decided(found);
  }
};

TEST_F(DecideOnStories, TellsOneAlertOfAStoryAndAgainWhenASecondFeedCarriesIt) {
  Decision const first = told(of_feed("b", "Raid in the south"));
  ASSERT_THAT(first.alerts, SizeIs(1));
  EXPECT_EQ(first.alerts[0].revision, 1U);
  Decision const second = told(of_feed("c", "Raid in the south of the city"));
  ASSERT_THAT(second.alerts, SizeIs(1));
  EXPECT_EQ(second.alerts[0].id, first.alerts[0].id);
  EXPECT_EQ(second.alerts[0].revision, 2U);
  EXPECT_THAT(second.alerts[0].payload, testing::HasSubstr("\"feeds\":2"));
  EXPECT_THAT(second.alerts[0].payload, testing::HasSubstr("https://b.example/1")) << "who else carries it";
  EXPECT_THAT(second.alerts[0].payload, testing::HasSubstr(first.alerts[0].id.value));
}

TEST_F(DecideOnStories, MakesNoFloodOfAFloodOfCopies) {
  std::size_t messages = 0;
  for (int i = 0; i < 120; ++i)
    messages += told(of_feed("feed" + std::to_string(i), "Raid in the south")).alerts.size();
  EXPECT_EQ(messages, 7U) << "the first, and at 2, 5, 10, 25, 50 and 100 feeds";
  auto const last = told(of_feed("one more", "Raid in the south"));
  ASSERT_THAT(last.suppressions, SizeIs(1));
  EXPECT_EQ(last.suppressions[0].reason, "grouped");
}

TEST_F(DecideOnStories, TellsWhatAnotherArticleProvesBesides) {
  told(of_feed("b", "Raid in the south", {1, 2}));
  told(of_feed("c", "Raid in the south", {1}));
  EXPECT_THAT(told(of_feed("d", "Raid in the south", {2})).alerts, IsEmpty());
  Decision const more = told(of_feed("e", "Raid in the south", {2, 3}));
  ASSERT_THAT(more.alerts, SizeIs(1));
  EXPECT_EQ(more.alerts[0].revision, 3U);
  EXPECT_THAT(told(of_feed("f", "Raid in the south", {1, 3})).alerts, SizeIs(1)) << "the fifth feed";
  EXPECT_THAT(told(of_feed("g", "Raid in the south", {1, 3})).alerts, IsEmpty()) << "both were proved before";
}

TEST_F(DecideOnStories, KnowsTheStoryAfterARestart) {
  AlertId const first = told(of_feed("b", "Raid in the south")).alerts.at(0).id;
  open();
  Decision const second = told(of_feed("c", "Raid in the south"));
  ASSERT_THAT(second.alerts, SizeIs(1));
  EXPECT_EQ(second.alerts[0].id, first);
}

TEST_F(DecideOnStories, ForgetsWhatARollbackUndid) {
  Findings const lost = of_feed("b", "Raid in the south");
  ASSERT_TRUE(store->record_visit({.feed = {"b"}, .url = "https://a.example/rss"}, {lost.article}));
  ASSERT_TRUE(store->begin());
  decided(lost);
  store->rollback();
  Decision const first = told(of_feed("c", "Raid in the south"));
  EXPECT_EQ(first.alerts.at(0).story, story_begun_by({"article of c"})) << "no article before it was stored";
  EXPECT_EQ(decided(lost).alerts.at(0).id, first.alerts.at(0).id) << "done again it joins what was told meanwhile";
}

TEST_F(Decide, TellsNobodyWhatASilenceMutesAndRaisesItWithALaterArticle) {
  Findings muted = findings("one", "story", {"qaani"});
  muted.alerts[0].silence = "sil_1";
  Decision const first = decided(muted);
  EXPECT_THAT(first.alerts, IsEmpty());
  ASSERT_THAT(first.suppressions, SizeIs(1));
  EXPECT_EQ(first.suppressions[0].reason, "silenced:sil_1");
  EXPECT_TRUE(first.suppressions[0].alert.empty()) << "it was not grouped with anything";
  EXPECT_EQ(store->totals()->alerts, 0);
  Decision const second = decided(findings("two", "story", {"qaani"}));
  ASSERT_THAT(second.alerts, SizeIs(1)) << "nobody has been told of this story";
  EXPECT_EQ(second.alerts[0].revision, 1U);
}

TEST_F(Decide, HoldsWhatASinksPolicySaysTogetherWithTheAlert) {
  routing::Policies policies;
  policies[{"desk"}].digest = routing::DigestTimes{.every = std::chrono::hours{1}};
  Decision const decision = decide(*store, findings("one", "story", {"qaani"}), policies).value();
  ASSERT_THAT(decision.alerts, SizeIs(1));
  EXPECT_THAT(decision.alerts[0].sinks, testing::ElementsAre(SinkId{"phone"}));
  open();
  EXPECT_EQ(store->totals()->pending, 1);
  EXPECT_EQ(store->routing().next_due().value(), now + std::chrono::hours{1});
}

}  // namespace
}  // namespace rasid
