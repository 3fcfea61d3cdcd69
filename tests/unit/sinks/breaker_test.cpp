#include "daemon/sinks/breaker.h"

#include <gtest/gtest.h>

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;

struct Breakers : testing::Test {
  Timestamp now{std::chrono::days{18'442}};
  std::mt19937_64 random{7};
  Breaker breaker;

  void fail() { breaker.failed(now, now, random); }
};

TEST_F(Breakers, BeginsWithOneAttemptAndDoublesWithEachSuccess) {
  EXPECT_EQ(breaker.allows(now, 16), 1U);
  breaker.succeeded();
  EXPECT_EQ(breaker.allows(now, 16), 2U);
  breaker.succeeded();
  EXPECT_EQ(breaker.allows(now, 16), 4U);
  for (int i = 0; i < 100; ++i) breaker.succeeded();
  EXPECT_EQ(breaker.allows(now, 16), 16U);
}

TEST_F(Breakers, HalvesWithAFailureAmongSuccesses) {
  for (int i = 0; i < 3; ++i) breaker.succeeded();
  fail();
  EXPECT_EQ(breaker.allows(now, 16), 4U);
  EXPECT_FALSE(breaker.is_open());
}

TEST_F(Breakers, OpensAfterThreeFailuresInARow) {
  for (int i = 0; i < 10; ++i) {  // one message that never gets through does not make a sink be down
    fail();
    fail();
    breaker.succeeded();
  }
  EXPECT_FALSE(breaker.is_open());
  fail();
  fail();
  fail();
  EXPECT_TRUE(breaker.is_open());
  EXPECT_EQ(breaker.allows(now, 16), 0U);
  EXPECT_EQ(breaker.allows(breaker.next_probe() - 1ms, 16), 0U);
  EXPECT_EQ(breaker.allows(breaker.next_probe(), 16), 1U) << "one probe";
}

TEST_F(Breakers, TriesAtMostTenTimesAMinuteWhileDown) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    random.seed(seed);
    breaker = Breaker{};
    Timestamp const begun = now;
    int tries = 0;
    while (now < begun + 60s) {
      if (breaker.allows(now, 16) > 0) {
        ++tries;
        fail();
      }
      now += 50ms;
    }
    EXPECT_LE(tries, 10);
    EXPECT_GE(tries, 4);
  }
}

TEST_F(Breakers, NeverPausesLongerThanItsSettingsSay) {
  for (int i = 0; i < 1'000; ++i) {
    now = std::max(now, breaker.next_probe());
    fail();
    EXPECT_LE(breaker.next_probe() - now, 36s);
  }
}

TEST_F(Breakers, DoesNotCountAttemptsFromBeforeItOpenedAsProbes) {
  Timestamp const begun = now - 1s;
  for (int i = 0; i < 16; ++i) breaker.failed(begun, now, random);
  EXPECT_LE(breaker.next_probe() - now, 12s);
}

TEST_F(Breakers, ClosesWithOneSuccess) {
  for (int i = 0; i < 5; ++i) fail();
  breaker.succeeded();
  EXPECT_FALSE(breaker.is_open());
  EXPECT_EQ(breaker.allows(now, 16), 2U);
}

}  // namespace
}  // namespace rasid::sinks
