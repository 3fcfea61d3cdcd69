#include <gmock/gmock.h>

#include "rules/state/absent.h"
#include "rules/state/spike.h"
#include "tests/unit/rules/state/stream.h"

namespace rasid::rules::state {
namespace {

using testing::ElementsAre;

// first_seen ----------------------------------------------------------------------------------------------------------

Stream new_places() {
  return Stream(
      around_with(FirstSeen{.what = Facet::place, .memory = std::chrono::days{90}, .learn = std::chrono::days{7}}));
}
Event at_place(Duration when, std::vector<std::string> places) {
  return event(when, "a", std::move(places));
}

TEST(FirstSeen, OnlyLearnsAtTheBeginning) {
  Stream stream = new_places();
  EXPECT_EQ(stream.said(at_place(0h, {"baghdad"})), "learning");
  EXPECT_EQ(stream.said(at_place(std::chrono::days{8}, {"baghdad"})), "known");
}

TEST(FirstSeen, TellsWhatIsNewAmongSeveral) {
  Stream stream = new_places();
  stream.take(at_place(0h, {"baghdad"}));
  Verdict const verdict = stream.judge(at_place(std::chrono::days{8}, {"baghdad", "quneitra", "albu-kamal"}));
  EXPECT_EQ(verdict.kind, Verdict::Kind::raise);
  EXPECT_THAT(verdict.facts.values, ElementsAre("quneitra", "albu-kamal"));
  EXPECT_EQ(stream.said(at_place(std::chrono::days{9}, {"quneitra"})), "known");
}

TEST(FirstSeen, ForgetsWhatWasNotSeenForTheLengthOfItsMemory) {
  Stream stream = new_places();
  stream.take(at_place(0h, {"baghdad"}));
  EXPECT_EQ(stream.said(at_place(std::chrono::days{90}, {"baghdad"})), "known");
  EXPECT_EQ(stream.said(at_place(std::chrono::days{181}, {"baghdad"})), "raise");
}

TEST(FirstSeen, TakesAnOlderArticleThatComesLateForNoNews) {
  Stream stream = new_places();
  stream.take(at_place(std::chrono::days{20}, {"baghdad"}));
  EXPECT_EQ(stream.said(at_place(std::chrono::days{10}, {"baghdad"})), "known");
}

TEST(FirstSeen, DoesNotTellAnEditAgain) {
  Stream stream = new_places();
  Event const article = at_place(std::chrono::days{10}, {"quneitra"});
  EXPECT_EQ(stream.said(article), "raise");
  EXPECT_EQ(stream.said(article), "repeated");
}

// absent --------------------------------------------------------------------------------------------------------------

TEST(Absence, IsToldOnceAndAgainOnlyAfterSomethingCame) {
  Around const around = around_with(Absent{.silence = 6h});
  Stream stream(around);
  Change part = *beginning(around, start);
  EXPECT_EQ(part.due, start + 6h);
  stream.parts[""] = part;
  stream.take(event(1h));
  part = stream.parts.at("");
  EXPECT_EQ(part.due, start + 7h);
  EXPECT_EQ(look(around, "", part.bytes, start + 7h - 1ms).verdicts.front().kind, Verdict::Kind::held);

  Outcome const told = look(around, "", part.bytes, start + 9h);
  ASSERT_EQ(told.verdicts.front().kind, Verdict::Kind::raise);
  EXPECT_EQ(told.verdicts.front().facts.observed, 8 * 3'600);
  EXPECT_EQ(told.changes.front().due, std::nullopt);
  EXPECT_EQ(look(around, "", told.changes.front().bytes, start + 20h).verdicts.front().kind, Verdict::Kind::held);

  stream.parts[""] = told.changes.front();
  stream.take(event(21h));
  EXPECT_EQ(stream.parts.at("").due, start + 27h);
}

TEST(Absence, CountsFromTheBeginningWhereNothingEverCame) {
  Around const around = around_with(Absent{.silence = 6h});
  Change const part = *beginning(around, start);
  EXPECT_EQ(look(around, "", part.bytes, start + 6h).verdicts.front().kind, Verdict::Kind::raise);
}

TEST(Absence, IgnoresAnOlderArticleThatComesLate) {
  Stream stream(around_with(Absent{.silence = 6h}));
  stream.take(event(10h));
  stream.take(event(5h));
  EXPECT_EQ(stream.parts.at("").due, start + 16h);
}

TEST(Absence, CountsOnlyItsHours) {
  Absent const absent{.silence = 6h, .hours = parse_hours("07:00-23:00 Asia/Tehran", "UTC")};
  auto const due = [&](char const* since) { return Quiet{.since = parse_rfc3339(since).value()}.due(absent).value(); };
  // Tehran is 3:30 ahead in winter: 22:00 there is 18:30 here, and one hour of the six is left before 23:00.
  EXPECT_EQ(due("2026-01-10T18:30:00Z"), parse_rfc3339("2026-01-11T08:30:00Z"));
  EXPECT_EQ(due("2026-01-10T08:00:00Z"), parse_rfc3339("2026-01-10T14:00:00Z"));
}

TEST(Absence, FollowsTheWallClockWhereClocksChange) {
  // On 2026-03-29 clocks in Berlin go from 2:00 to 3:00: a night from 0:00 to 6:00 has five hours.
  Absent const absent{.silence = 6h, .hours = parse_hours("00:00-06:00 Europe/Berlin", "UTC")};
  Quiet const quiet{.since = parse_rfc3339("2026-03-28T23:00:00Z").value()};
  EXPECT_EQ(quiet.due(absent), parse_rfc3339("2026-03-29T23:00:00Z")) << "five hours, and one of the next night";
}

// spike ---------------------------------------------------------------------------------------------------------------

Stream spikes(Spike::Same same) {
  return Stream(
      around_with(Spike{.times = 4, .over = 1h, .baseline = std::chrono::days{14}, .same = same, .at_least = 8}));
}
/// `count` articles within the hour before.
std::string hour(Stream& stream, Duration end, int count) {
  std::string said;
  for (int i = 0; i < count; ++i) said = stream.said(event(end - 50min + std::chrono::minutes{i}));
  return said;
}

TEST(Spikes, LearnFirst) {
  Stream stream = spikes(Spike::Same::hour_of_week);
  EXPECT_EQ(hour(stream, std::chrono::days{2}, 20), "learning");
}

TEST(Spikes, AreMeasuredByTheSameHourOfTheWeek) {
  Stream stream = spikes(Spike::Same::hour_of_week);
  hour(stream, std::chrono::days{1}, 10);
  hour(stream, std::chrono::days{2}, 1);
  hour(stream, std::chrono::days{8}, 10);
  hour(stream, std::chrono::days{9}, 1);
  EXPECT_EQ(hour(stream, std::chrono::days{15}, 12).substr(0, 6), "spike:") << "as much as in the weeks before";
  Stream again = spikes(Spike::Same::hour_of_week);
  for (auto const& [key, part] : stream.parts) again.parts[key] = part;
  EXPECT_EQ(hour(again, std::chrono::days{16}, 12), "again") << "one was usual: it was told at eight, and goes on";
}

TEST(Spikes, NeedTheLeastNumberHoweverRareItIsElse) {
  Stream stream = spikes(Spike::Same::hour_of_day);
  hour(stream, std::chrono::days{1}, 1);
  EXPECT_EQ(hour(stream, std::chrono::days{4}, 7).substr(0, 6), "spike:");
  Verdict const verdict = stream.judge(event(std::chrono::days{4} - 40min));
  EXPECT_EQ(verdict.kind, Verdict::Kind::raise);
  EXPECT_EQ(verdict.facts.observed, 8);
  ASSERT_TRUE(verdict.facts.expected);
  EXPECT_LT(*verdict.facts.expected, 1);
}

TEST(Spikes, AreOverWhenThereIsNoMoreThanUsual) {
  Stream stream = spikes(Spike::Same::none);
  for (int h = 1; h < 24 * 10; ++h) stream.take(event(std::chrono::hours{h}));
  Duration const then = std::chrono::days{10} + 30min;
  Verdict first;
  for (int i = 0; i < 10; ++i) first = stream.judge(event(then + std::chrono::minutes{i}));
  EXPECT_EQ(first.kind, Verdict::Kind::again);
  EXPECT_EQ(stream.said(event(then + 5h)).substr(0, 6), "spike:");
  std::string causes;
  for (int i = 0; i < 10; ++i) {
    Verdict const verdict = stream.judge(event(then + 12h + std::chrono::minutes{i}));
    if (verdict.kind == Verdict::Kind::raise) causes += verdict.cause;
  }
  EXPECT_FALSE(causes.empty());
  EXPECT_NE(causes, first.cause);
}

TEST(Spikes, KeepTheirMemorySmall) {
  Stream stream = spikes(Spike::Same::hour_of_week);
  for (int i = 0; i < 20'000; ++i) stream.take(event(std::chrono::minutes{i * 3}));
  EXPECT_LT(stream.parts.at("").bytes.size(), 32'000U);
}

// confirm -------------------------------------------------------------------------------------------------------------

TEST(Confirmation, ComesWithEnoughFeedsWithinTheTime) {
  Around around;
  around.confirm = Confirm{.feeds = 2, .within = 30min, .otherwise = Severity::medium};
  Stream stream(around);
  EXPECT_FALSE(stream.take(event(0h, "a")).confirmation->confirmed);
  EXPECT_FALSE(stream.take(event(10min, "a")).confirmation->confirmed) << "the same feed once more";
  EXPECT_FALSE(stream.take(event(41min, "b")).confirmation->confirmed) << "too late for either";
  Confirmation const third = *stream.take(event(60min, "c")).confirmation;
  EXPECT_TRUE(third.confirmed);
  EXPECT_TRUE(third.just_now);
  EXPECT_FALSE(stream.take(event(61min, "d")).confirmation->just_now);
  EXPECT_TRUE(stream.take(event(9h, "a")).confirmation->confirmed) << "once confirmed it stays so";
}

TEST(Confirmation, IsOfOneStory) {
  Around around;
  around.confirm = Confirm{};
  Stream stream(around);
  stream.take(event(0h, "a"));
  Event other = event(1min, "b");
  other.story = "another";
  EXPECT_FALSE(stream.take(other).confirmation->confirmed);
}

}  // namespace
}  // namespace rasid::rules::state
