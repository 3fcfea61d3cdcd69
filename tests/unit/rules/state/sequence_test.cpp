#include <gmock/gmock.h>

#include <random>

#include "tests/unit/rules/state/stream.h"

namespace rasid::rules::state {
namespace {

using testing::SizeIs;

Event step(Duration at, std::uint32_t steps) {
  Event out = event(at);
  out.steps = steps;
  return out;
}
constexpr std::uint32_t raid = 1;
constexpr std::uint32_t rockets = 2;

Stream raid_then_rockets() {
  return Stream(around_with(Sequence{.steps = {"raid", "rockets"}, .within = 24h}));
}

TEST(Sequences, AreToldWhenTheLastStepComesAndSayWhichArticlesTheyWere) {
  Stream stream = raid_then_rockets();
  EXPECT_EQ(stream.said(step(0h, raid)), "sequence:1/2");
  Verdict const verdict = stream.judge(step(20h, rockets));
  EXPECT_EQ(verdict.kind, Verdict::Kind::raise);
  ASSERT_THAT(verdict.facts.articles, SizeIs(2));
  EXPECT_EQ(verdict.facts.articles[0].step, 1U);
  EXPECT_EQ(verdict.facts.articles[1].at, start + 20h);
}

TEST(Sequences, WantTheOrderOfTheArticlesOwnTimes) {
  Stream stream = raid_then_rockets();
  stream.take(step(2h, raid));
  EXPECT_EQ(stream.said(step(1h, rockets)), "sequence:2/2") << "the rockets came before the raid";
  EXPECT_EQ(stream.said(step(0h, raid)), "raise") << "a raid that is reported late, and was before the rockets";
}

TEST(Sequences, LeaveOutWhatIsTooFarApart) {
  Stream stream = raid_then_rockets();
  stream.take(step(0h, raid));
  EXPECT_EQ(stream.said(step(24h + 1ms, rockets)), "sequence:1/2");
  EXPECT_EQ(stream.said(step(48h, rockets)), "sequence:1/2");
}

TEST(Sequences, NeedAnArticleForEachStep) {
  Stream stream = raid_then_rockets();
  EXPECT_EQ(stream.said(step(0h, raid | rockets)), "sequence:2/2");
  EXPECT_EQ(stream.said(step(1h, raid | rockets)), "raise");
}

TEST(Sequences, TakeWhatCompletesThemOnceMoreForPartOfTheSame) {
  Stream stream = raid_then_rockets();
  stream.take(step(0h, raid));
  Verdict const first = stream.judge(step(1h, rockets));
  Verdict const more = stream.judge(step(2h, rockets));
  EXPECT_EQ(more.kind, Verdict::Kind::again);
  EXPECT_EQ(more.cause, first.cause);
  stream.take(step(30h, raid));
  Verdict const next = stream.judge(step(31h, rockets));
  EXPECT_EQ(next.kind, Verdict::Kind::raise);
  EXPECT_NE(next.cause, first.cause);
}

TEST(Sequences, JoinWhatIsAboutTheSamePlaceWhereThatIsAsked) {
  Stream stream(around_with(Sequence{.steps = {"raid", "rockets"}, .within = 24h, .per = Facet::place}));
  auto const at = [](Duration when, std::uint32_t steps, std::string const& place) {
    Event out = step(when, steps);
    out.places = {place};
    return out;
  };
  stream.take(at(0h, raid, "baghdad"));
  EXPECT_EQ(stream.said(at(1h, rockets, "basra")), "sequence:1/2");
  EXPECT_EQ(stream.said(at(2h, rockets, "baghdad")), "raise");
}

/// Tries every choice of articles.
bool completes(std::vector<Event> const& sorted, std::size_t with, std::size_t steps, Duration within) {
  std::vector<std::size_t> chain;
  auto const search = [&](auto const& self, std::size_t from) -> bool {
    if (chain.size() == steps) {
      bool const in_it = std::ranges::find(chain, with) != chain.end();
      return in_it && sorted[chain.back()].at - sorted[chain.front()].at <= within;
    }
    for (std::size_t i = from; i < sorted.size(); ++i) {
      if (((sorted[i].steps >> chain.size()) & 1U) == 0) continue;
      chain.push_back(i);
      if (self(self, i + 1)) return true;
      chain.pop_back();
    }
    return false;
  };
  return search(search, 0);
}

TEST(Sequences, AgreeWithTryingEveryChoiceOnRandomStreams) {
  std::mt19937 random(11);
  auto const upto = [&](unsigned most) { return random() % most; };
  for (int round = 0; round < 400; ++round) {
    std::size_t const steps = 2 + upto(3);
    Sequence wanted{.steps = std::vector<std::string>(steps, "x"), .within = std::chrono::minutes{30 + upto(240)}};
    Stream stream(around_with(wanted));
    std::vector<Event> all;
    Duration clock{0};
    for (int i = 0; i < 25; ++i) {
      clock += std::chrono::minutes{upto(30)};
      Event const next = step(clock - std::chrono::minutes{upto(60)}, 1 + upto((1U << steps) - 1));
      auto const place = all.insert(std::ranges::upper_bound(all, next.at, {}, &Event::at), next);
      auto const at = static_cast<std::size_t>(place - all.begin());
      Verdict const verdict = stream.judge(next);
      ASSERT_EQ(verdict.kind != Verdict::Kind::held, completes(all, at, steps, wanted.within))
          << "round " << round << ", article " << i;
    }
  }
}

}  // namespace
}  // namespace rasid::rules::state
