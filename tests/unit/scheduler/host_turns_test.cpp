#include <gtest/gtest.h>

#include "daemon/scheduler/host_turns.h"

namespace rasid::scheduling {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{std::chrono::days{18'000}};

struct HostCase {
  char const* url;
  char const* host;
};

class HostOf : public testing::TestWithParam<HostCase> {};

TEST_P(HostOf, IsWhatTheUrlNamesWithoutPortAndCredentials) {
  EXPECT_EQ(host_of(GetParam().url), GetParam().host);
}

INSTANTIATE_TEST_SUITE_P(, HostOf,
                         testing::Values(HostCase{"https://A.Example/rss", "a.example"},
                                         HostCase{"http://user:p@ss@a.example:8080/x?y", "a.example"},
                                         HostCase{"http://[::1]:80/", "[::1]"},
                                         HostCase{"http://a.example?x", "a.example"}, HostCase{"nonsense", "nonsense"},
                                         HostCase{"", ""}));

TEST(HostTurns, LetsSoManyOfAHostThroughAtOnceAndParksTheOthers) {
  HostTurns turns;
  turns.set(2, Duration{0}, 1);
  auto const host = turns.number("a.example");
  EXPECT_TRUE(turns.ask(host, 1, start).go);
  EXPECT_TRUE(turns.ask(host, 2, start).go);
  EXPECT_FALSE(turns.ask(host, 3, start).go);
  EXPECT_FALSE(turns.ask(host, 4, start).go);
  EXPECT_TRUE(turns.ask(turns.number("b.example"), 5, start).go) << "another host is not held up";
  auto const next = turns.end(host);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->second, 3U);
  EXPECT_TRUE(turns.ask(host, 3, start).go);
}

TEST(HostTurns, KeepsPollsOfAHostApartAndLosesNobody) {
  HostTurns turns;
  turns.set(1, 2s, 1);
  auto const host = turns.number("a.example");
  ASSERT_TRUE(turns.ask(host, 0, start).go);
  EXPECT_FALSE(turns.end(host));
  auto const second = turns.ask(host, 1, start + 1s);
  EXPECT_FALSE(second.go);
  EXPECT_EQ(second.later, start + 2s);
  auto const third = turns.ask(host, 2, start + 1s);
  EXPECT_FALSE(third.go || third.later) << "parked: the second was promised the turn";
  EXPECT_TRUE(turns.ask(host, 1, start + 2s).go);
  auto const next = turns.end(host);
  ASSERT_TRUE(next);
  EXPECT_EQ(*next, (std::pair<Timestamp, HostTurns::Feed>{start + 4s, 2}));
}

TEST(HostTurns, KeepsNoDistanceOnLoopbackUnlessToldTo) {
  HostTurns turns;
  turns.set(1, {}, 1);
  auto const local = turns.number("127.0.0.1"), far = turns.number("a.example");
  for (auto const host : {local, far}) {
    EXPECT_TRUE(turns.ask(host, 0, start).go);
    turns.end(host);
  }
  EXPECT_TRUE(turns.ask(local, 1, start).go);
  EXPECT_FALSE(turns.ask(far, 1, start).go);
}

TEST(HostTurns, PollsAThousandFeedsOfOneHostOneByOneInTheOrderTheyCame) {
  HostTurns turns;
  turns.set(1, 1s, 1);
  auto const host = turns.number("a.example");
  ASSERT_TRUE(turns.ask(host, 0, start).go);
  for (HostTurns::Feed feed = 1; feed < 1000; ++feed) ASSERT_FALSE(turns.ask(host, feed, start).go);
  Timestamp at = start;
  for (HostTurns::Feed feed = 1; feed < 1000; ++feed) {
    auto const next = turns.end(host);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->second, feed);
    EXPECT_GE(next->first, at + 1s);
    at = next->first;
    ASSERT_TRUE(turns.ask(host, feed, at).go);
  }
  EXPECT_FALSE(turns.end(host));
}

}  // namespace
}  // namespace rasid::scheduling
