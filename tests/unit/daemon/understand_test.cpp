#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/alerts/read_payload.h"
#include "daemon/configuration/snapshot.h"
#include "daemon/understand.h"
#include "extractors/model/utf8.h"
#include "tests/support/temp_folder.h"

namespace rasid {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now{std::chrono::days{18'442}};

/// One actor, two places and two watches, read from files as the daemon does.
class Understand : public testing::Test {
 protected:
  static void SetUpTestSuite() { load({}); }
  static void load(std::string const& more) {
    test::TempFolder const folder;
    folder.write("rasid.yaml", more + "version: 1\nsinks:\n  - {id: desk, type: log}\n");
    folder.write("feeds.d/a.yaml",
                 "feeds:\n  - {id: a, url: 'https://a.example/rss'}\n  - {id: b, url: 'https://b.example/rss'}\n");
    folder.write("watchlists/a.yaml", R"(version: 1
actors:
  - id: qaani
    kind: person
    label: Esmail Qaani
    names: {ar: [إسماعيل قآني, قآني], en: [Esmail Qaani, Qaani]}
places:
  - {id: iraq, label: Iraq, kind: country, names: {ar: [العراق], en: [Iraq]}}
  - {id: baghdad, label: Baghdad, kind: city, within: iraq, names: {ar: [بغداد], en: [Baghdad]}}
)");
    folder.write("rules.d/a.yaml", R"(version: 1
defaults: {sinks: [desk]}
watches:
  - {id: qaani-iraq, title: Qaani in Iraq, when: 'actor:qaani AND place:Iraq', severity: high}
  - {id: baghdad, when: 'place:Baghdad'}
)");
    configuration::Loaded const loaded = configuration::load_snapshot(folder.path());
    for (Diagnostic const& problem : loaded.problems) ADD_FAILURE() << render(problem);
    snapshot = loaded.snapshot;
  }
  static void TearDownTestSuite() { snapshot.reset(); }
  void SetUp() override { ASSERT_TRUE(snapshot); }

  static Article article(std::string title, std::string body, std::string feed = "a") {
    return {.id = {"id-" + feed},
            .feed = {std::move(feed)},
            .title = std::move(title),
            .body = std::move(body),
            .fetched = now};
  }
  static std::vector<std::string> watches(Findings const& findings) {
    std::vector<std::string> out;
    for (Alert const& alert : findings.alerts) out.push_back(alert.watch.value);
    return out;
  }

  static inline std::shared_ptr<configuration::Snapshot const> snapshot;
};

/// The code points [begin, end) of a text.
std::string slice(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  std::uint32_t position = 0;
  for (std::size_t at = 0; at < text.size(); ++position) {
    CodePoint const c = decode(text, at);
    if (position >= begin && position < end) append(out, c.value);
    at += c.bytes;
  }
  return out;
}

TEST_F(Understand, FindsActorsAndPlacesAtTheirCodePoints) {
  Article const given = article("😀 وصول قآني", "وصل إسماعيل قآني إلى بغداد اليوم، ثم غادر بغداد.");
  Findings const findings = understand(given, *snapshot, now);
  std::string const text(snapshot->extractors.extract(given).document.text());
  ASSERT_THAT(findings.mentions, SizeIs(4));
  for (store::StoredMention const& mention : findings.mentions) {
    EXPECT_EQ(slice(text, mention.begin, mention.end), mention.surface) << mention.entity;
  }
  EXPECT_EQ(findings.mentions[0].entity, "qaani");
  EXPECT_EQ(findings.mentions[0].begin, 7U);
  EXPECT_EQ(findings.mentions[0].end, 11U);
  EXPECT_EQ(findings.mentions[1].surface, "إسماعيل قآني");
  EXPECT_EQ(findings.mentions[3].entity, "baghdad");
  EXPECT_EQ(findings.mentions[3].kind, "place");
}

TEST_F(Understand, RaisesAnAlertForEachWatchThatHolds) {
  Findings const findings = understand(article("Qaani in Baghdad", "Esmail Qaani arrived in Baghdad."), *snapshot, now);
  ASSERT_THAT(watches(findings), ElementsAre("qaani-iraq", "baghdad"));
  Alert const& alert = findings.alerts[0];
  EXPECT_EQ(alert.id, alert_id({"qaani-iraq"}, findings.story));
  EXPECT_EQ(alert.revision, 1U);
  EXPECT_EQ(alert.article.value, "id-a");
  EXPECT_EQ(alert.severity, Severity::high);
  EXPECT_EQ(alert.decided, now);
  EXPECT_THAT(alert.sinks, ElementsAre(SinkId{"desk"}));
  auto const told = alerts::read_payload(alert.payload);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->id, alert.id.value);
  EXPECT_EQ(told->watch_title, "Qaani in Iraq");
}

TEST_F(Understand, RaisesNothingWhereNoWatchHolds) {
  Findings const findings = understand(article("Weather", "It will rain in the north tomorrow."), *snapshot, now);
  EXPECT_THAT(findings.alerts, IsEmpty());
  EXPECT_THAT(findings.mentions, IsEmpty());
  EXPECT_FALSE(findings.story.empty());
}

TEST_F(Understand, LetsEachArticleBeginAStoryByWhichOthersAreTold) {
  Findings const one = understand(article("قآني في بغداد", "وصل قآني إلى بغداد."), *snapshot, now);
  Findings const copy = understand(article("قآني في بغداد", "وصل قآني إلى بغداد.", "b"), *snapshot, now);
  EXPECT_NE(copy.story, one.story) << "which it joins is decided where the others are known";
  EXPECT_EQ(one.story, story_begun_by(one.article.id));
  EXPECT_FALSE(one.traits.empty());
  EXPECT_EQ(copy.traits.terms, one.traits.terms);
  EXPECT_EQ(copy.alerts.at(0).proofs, one.alerts.at(0).proofs);
}

/// The same, where only texts of the same words are one story.
class UnderstandByWords : public Understand {
 protected:
  static void SetUpTestSuite() { load("stories: {join: identical}\n"); }
};

TEST_F(UnderstandByWords, TakesTheSameWordsOfAnotherFeedForTheSameStoryAndAlert) {
  Findings const one = understand(article("قآني في بغداد", "وصل قآني إلى بغداد."), *snapshot, now);
  Findings const copy = understand(article("قآني  في بغداد", "وَصَلَ قآني إلى بغداد.", "b"), *snapshot, now + Duration{1});
  ASSERT_THAT(one.alerts, SizeIs(2));
  ASSERT_THAT(copy.alerts, SizeIs(2));
  EXPECT_EQ(copy.story, one.story) << "white space and vowel marks are no other words";
  EXPECT_EQ(copy.alerts[0].id, one.alerts[0].id);
  EXPECT_NE(copy.alerts[0].article, one.alerts[0].article);

  Findings const other = understand(article("قآني في بغداد", "غادر قآني بغداد."), *snapshot, now);
  EXPECT_NE(other.story, one.story);
}

TEST_F(Understand, SettlesTheLanguageByTheTextAndLeavesTheRestOfTheArticle) {
  Article given =
      article("قائد الحرس في بغداد", "وصل إسماعيل قآني إلى بغداد صباح اليوم لعقد اجتماعات مع قادة الفصائل في العراق.");
  given.language = "en";
  given.url = "https://a.example/1";
  Findings const findings = understand(given, *snapshot, now);
  EXPECT_EQ(findings.article.language, "ar");
  given.language = "ar";
  EXPECT_EQ(findings.article, given);
}

TEST_F(Understand, TakesAnArticleWithoutAnyText) {
  Findings const findings = understand(article("", ""), *snapshot, now);
  EXPECT_THAT(findings.alerts, IsEmpty());
}

TEST(Summaries, AreShortOrCutOff) {
  EXPECT_TRUE(looks_like_summary(""));
  EXPECT_TRUE(looks_like_summary("Two sentences. Not more."));
  std::string const report(2'000, 'x');
  EXPECT_FALSE(looks_like_summary(report));
  for (std::string const end : {"…", "...", "[…]", "[...]"}) EXPECT_TRUE(looks_like_summary(report + end)) << end;
}

TEST(Summaries, AreMeasuredInLettersNotBytes) {
  std::string arabic;
  for (int i = 0; i < 500; ++i) arabic += "ب";
  EXPECT_TRUE(looks_like_summary(arabic));
  EXPECT_FALSE(looks_like_summary(arabic + arabic));
}

}  // namespace
}  // namespace rasid
