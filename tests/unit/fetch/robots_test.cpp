#include "daemon/fetch/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::fetch {
namespace {

struct RobotsCase {
  char const* says;
  std::string_view file;
  std::string_view target;
  bool allowed;

  friend void PrintTo(RobotsCase const& c, std::ostream* out) { *out << c.says; }
};

struct RobotsTxt : testing::TestWithParam<RobotsCase> {};

TEST_P(RobotsTxt, Decides) {
  EXPECT_EQ(Robots::parse(GetParam().file, "rasid").allows(GetParam().target), GetParam().allowed);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc9309, RobotsTxt,
    testing::Values(
        RobotsCase{"EmptyAllowsAll", "", "/x", true},
        RobotsCase{"EmptyDisallowAllowsAll", "User-agent: *\nDisallow:\n", "/x", true},
        RobotsCase{"StarForbidsAll", "User-agent: *\nDisallow: /\n", "/x", false},
        RobotsCase{"ItsOwnFileIsAlwaysFree", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
        RobotsCase{"OurGroupInsteadOfTheStar", "User-agent: *\nDisallow: /\n\nUser-agent: Rasid\nDisallow: /b\n", "/a",
                   true},
        RobotsCase{"OurGroupBinds", "User-agent: RASID/0.1\nDisallow: /b\n", "/b/c", false},
        RobotsCase{"AnotherNameThatBeginsLikeOurs", "User-agent: rasidbot\nDisallow: /\n", "/a", true},
        RobotsCase{"GroupsOfOneNameAreOne",
                   "User-agent: rasid\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: rasid\nDisallow: /b", "/b",
                   false},
        RobotsCase{"SeveralNamesShareAGroup", "User-agent: x\nUser-agent: rasid\nDisallow: /a\n", "/a", false},
        RobotsCase{"TheLongestDecides", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b/c", true},
        RobotsCase{"TheLongestDecidesWhereverItStands", "User-agent: *\nDisallow: /a/b/c\nAllow: /a\n", "/a/b/c",
                   false},
        RobotsCase{"AllowBeforeDisallowOfOneLength", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
        RobotsCase{"PathsHaveCase", "User-agent: *\nDisallow: /A\n", "/a", true},
        RobotsCase{"StarStandsForAnything", "User-agent: *\nDisallow: /*/print\n", "/2026/x/print?y", false},
        RobotsCase{"DollarIsTheEnd", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", false},
        RobotsCase{"DollarIsTheEndOnly", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", true},
        RobotsCase{"PiecesDoNotOverlap", "User-agent: *\nDisallow: /ab*ba$\n", "/aba", true},
        RobotsCase{"QueriesCount", "User-agent: *\nDisallow: /*?print=\n", "/a?print=1", false},
        RobotsCase{"OneSpellingOfAnEncodedPath", "User-agent: *\nDisallow: /caf%c3%a9\n", "/caf%C3%A9", false},
        RobotsCase{"BytesMeetTheirEncoding", "User-agent: *\nDisallow: /café\n", "/caf%C3%A9", false},
        RobotsCase{"CommentsAndBlanks", "# hi\n User-Agent : * # all\n  disallow :  /a # no\n", "/a", false},
        RobotsCase{"CarriageReturns", "User-agent: *\r\nDisallow: /a\rDisallow: /b", "/b", false},
        RobotsCase{"AByteOrderMark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /\n", "/a", false},
        RobotsCase{"OtherLinesEndNoGroup", "User-agent: *\nSitemap: https://x.example/s.xml\nDisallow: /a\n", "/a",
                   false},
        RobotsCase{"RulesBeforeAnyGroupCountForNobody", "Disallow: /\n", "/a", true}),
    [](auto const& row) { return row.param.says; });

TEST(RobotsCrawlDelay, IsThatOfOurGroup) {
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 10\nUser-agent: rasid\nCrawl-delay: 2.5\nDisallow: /x", "rasid")
                .crawl_delay(),
            Duration{2500});
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: soon\n", "rasid").crawl_delay(), std::nullopt);
}

TEST(RobotsLimits, HoldWhateverTheFileSays) {
  std::string endless = "User-agent: *\n";
  for (int i = 0; i < 60'000; ++i) endless += "Disallow: /*a*a*a*a*a*b\n";
  Robots const robots = Robots::parse(endless, "rasid");
  EXPECT_TRUE(robots.allows("/" + std::string(8'000, 'a')));
}

}  // namespace
}  // namespace rasid::fetch
