#include <gtest/gtest.h>

#include "daemon/push/verification.h"

namespace rasid::push {
namespace {

using namespace std::chrono_literals;

TEST(AVerification, IsReadFromAQuery) {
  auto const said = parse_verification(
      "/push/"
      "t0ken?hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ff&hub.challenge=c%26d&hub.lease_seconds=864000");
  EXPECT_EQ(said, (Verification{Verification::Mode::subscribe, "https://a.example/f", "c&d", Duration{864'000s}, ""}));
}

TEST(AVerification, OfADenialNeedsNoChallenge) {
  EXPECT_EQ(parse_verification("/t?hub.mode=denied&hub.topic=a&hub.reason=too+many"),
            (Verification{Verification::Mode::denied, "a", "", std::nullopt, "too many"}));
}

TEST(AVerification, IsNoneWithoutModeTopicOrChallenge) {
  for (auto const* target : {"/t", "/t?", "/t?hub.topic=a&hub.challenge=b", "/t?hub.mode=subscribe&hub.challenge=b",
                             "/t?hub.mode=subscribe&hub.topic=a", "/t?hub.mode=publish&hub.topic=a&hub.challenge=b"}) {
    EXPECT_EQ(parse_verification(target), std::nullopt) << target;
  }
}

TEST(AVerification, HasNoLeaseThatIsNoNumberAndNoneBeyondTenYears) {
  auto const lease = [](std::string const& text) {
    return parse_verification("/t?hub.mode=subscribe&hub.topic=a&hub.challenge=b&hub.lease_seconds=" + text)->lease;
  };
  EXPECT_EQ(lease(""), std::nullopt);
  EXPECT_EQ(lease("-1"), std::nullopt);
  EXPECT_EQ(lease("10d"), std::nullopt);
  EXPECT_EQ(lease("0"), Duration{0});
  EXPECT_EQ(lease("99999999999999999999999"), Duration{std::chrono::hours{24 * 365 * 10}});
}

TEST(ACallback, IsKnownByTheLastSegmentOfItsPath) {
  EXPECT_EQ(token_in("/push/t0ken?hub.mode=/x"), "t0ken");
  EXPECT_EQ(token_in("/t0ken"), "t0ken");
  EXPECT_EQ(token_in("/t0ken/"), "");
  EXPECT_EQ(token_in("*"), "");
  EXPECT_EQ(token_in(""), "");
}

}  // namespace
}  // namespace rasid::push
