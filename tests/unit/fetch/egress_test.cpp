#include "daemon/fetch/egress.h"

#include <gtest/gtest.h>

namespace rasid::fetch {
namespace {

boost::asio::ip::address at(char const* text) {
  return boost::asio::ip::make_address(text);
}

struct Case {
  char const* address;
  bool reachable;  // by default
  bool inside;     // with allow_private_addresses
};

class Egress : public testing::TestWithParam<Case> {};

TEST_P(Egress, JudgesTheAddressByWhereItLeads) {
  EXPECT_EQ(may_connect({}, at(GetParam().address)), GetParam().reachable) << GetParam().address;
  EXPECT_EQ(is_loopback_or_private(at(GetParam().address)), GetParam().inside) << GetParam().address;
}

constexpr bool yes = true;
constexpr bool no = false;

// First and last address of each range, and the neighbours outside.
INSTANTIATE_TEST_SUITE_P(
    V4, Egress,
    testing::Values(Case{"0.0.0.0", no, no}, Case{"0.255.255.255", no, no}, Case{"1.0.0.0", yes, no},
                    Case{"9.255.255.255", yes, no}, Case{"10.0.0.0", no, yes}, Case{"10.255.255.255", no, yes},
                    Case{"11.0.0.0", yes, no}, Case{"100.63.255.255", yes, no}, Case{"100.64.0.0", no, yes},
                    Case{"100.127.255.255", no, yes}, Case{"100.128.0.0", yes, no}, Case{"100.100.100.200", no, no},
                    Case{"127.0.0.0", no, yes}, Case{"127.0.0.1", no, yes}, Case{"127.255.255.255", no, yes},
                    Case{"128.0.0.0", yes, no}, Case{"168.63.129.16", no, no}, Case{"168.63.129.17", yes, no},
                    Case{"169.253.255.255", yes, no}, Case{"169.254.0.0", no, no}, Case{"169.254.169.254", no, no},
                    Case{"169.255.0.0", yes, no}, Case{"172.15.255.255", yes, no}, Case{"172.16.0.0", no, yes},
                    Case{"172.31.255.255", no, yes}, Case{"172.32.0.0", yes, no}, Case{"192.0.0.0", no, no},
                    Case{"192.0.0.192", no, no}, Case{"192.0.1.0", yes, no}, Case{"192.0.2.1", no, no},
                    Case{"192.0.3.0", yes, no}, Case{"192.88.99.1", no, no}, Case{"192.168.0.0", no, yes},
                    Case{"192.168.255.255", no, yes}, Case{"192.169.0.0", yes, no}, Case{"198.17.255.255", yes, no},
                    Case{"198.18.0.0", no, no}, Case{"198.19.255.255", no, no}, Case{"198.20.0.0", yes, no},
                    Case{"198.51.100.7", no, no}, Case{"203.0.113.7", no, no}, Case{"223.255.255.255", yes, no},
                    Case{"224.0.0.1", no, no}, Case{"239.255.255.255", no, no}, Case{"240.0.0.0", no, no},
                    Case{"255.255.255.255", no, no}, Case{"8.8.8.8", yes, no}));

INSTANTIATE_TEST_SUITE_P(
    V6, Egress,
    testing::Values(Case{"::", no, no}, Case{"::1", no, yes}, Case{"::2", no, no}, Case{"::127.0.0.1", no, no},
                    Case{"::8.8.8.8", no, no}, Case{"100::1", no, no}, Case{"1fff:ffff::1", no, no},
                    Case{"2000::1", yes, no}, Case{"2606:4700::1111", yes, no}, Case{"2001::1", no, no},
                    Case{"2001:2::1", no, no}, Case{"2001:10::1", no, no}, Case{"2001:20::1", no, no},
                    Case{"2001:1ff::1", no, no}, Case{"2001:200::1", yes, no}, Case{"2001:db8::1", no, no},
                    Case{"2001:db9::1", yes, no}, Case{"3fff::1", no, no}, Case{"3fff:1000::1", yes, no},
                    Case{"4000::1", no, no}, Case{"5f00::1", no, no}, Case{"fc00::1", no, yes},
                    Case{"fd12:3456::1", no, yes}, Case{"fd00:ec2::254", no, no}, Case{"fd20:ce::254", no, no},
                    Case{"fe80::1", no, no}, Case{"fec0::1", no, no}, Case{"ff02::1", no, no}));

INSTANTIATE_TEST_SUITE_P(V4InsideV6, Egress,
                         testing::Values(Case{"::ffff:8.8.8.8", yes, no}, Case{"::ffff:127.0.0.1", no, yes},
                                         Case{"::ffff:10.1.2.3", no, yes}, Case{"::ffff:169.254.169.254", no, no},
                                         Case{"::ffff:0.0.0.0", no, no}, Case{"2002:808:808::1", yes, no},
                                         Case{"2002:7f00:1::1", no, no}, Case{"2002:c0a8:101::1", no, no},
                                         Case{"2002:a9fe:a9fe::1", no, no}, Case{"64:ff9b::8.8.8.8", yes, no},
                                         Case{"64:ff9b::127.0.0.1", no, no}, Case{"64:ff9b::169.254.169.254", no, no},
                                         Case{"64:ff9b::10.0.0.1", no, no}, Case{"64:ff9b:1::8.8.8.8", no, no}));

TEST(EgressPolicy, AllowsTheRangesGivenAndNoMore) {
  EgressPolicy policy;
  ASSERT_TRUE(allow(policy, "10.1.0.0/16"));
  ASSERT_TRUE(allow(policy, "127.0.0.1"));
  ASSERT_TRUE(allow(policy, "fd00:1::/32"));
  ASSERT_TRUE(allow(policy, "::1"));
  for (auto const* open : {"10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3", "127.0.0.1", "fd00:1::5", "::1", "8.8.8.8"}) {
    EXPECT_TRUE(may_connect(policy, at(open))) << open;
  }
  for (auto const* shut : {"10.2.0.0", "10.0.255.255", "127.0.0.2", "fd00:2::5", "64:ff9b::10.1.2.3", "192.168.0.1"}) {
    EXPECT_FALSE(may_connect(policy, at(shut))) << shut;
  }
}

TEST(EgressPolicy, CanOpenEverything) {
  EgressPolicy policy;
  ASSERT_TRUE(allow(policy, "0.0.0.0/0"));
  ASSERT_TRUE(allow(policy, "::/0"));
  EXPECT_TRUE(may_connect(policy, at("169.254.169.254")));
  EXPECT_TRUE(may_connect(policy, at("fe80::1")));
}

TEST(EgressPolicy, RefusesWhatIsNoRange) {
  EgressPolicy policy;
  for (auto const* wrong :
       {"", "10.0.0.0/33", "10.0.0/8", "localhost", "fd00::/129", "10.0.0.0/", "/8", "10.0.0.0/8x"}) {
    auto const result = allow(policy, wrong);
    ASSERT_FALSE(result) << wrong;
    EXPECT_EQ(result.error().code, std::errc::invalid_argument);
  }
  EXPECT_TRUE(policy.allowed_v4.empty());
  EXPECT_TRUE(policy.allowed_v6.empty());
}

}  // namespace
}  // namespace rasid::fetch
