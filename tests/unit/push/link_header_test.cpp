#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/push/link_header.h"

namespace rasid::push {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Link link(std::string target, std::vector<std::string> rels, bool about_another = false) {
  return {std::move(target), std::move(rels), about_another};
}

TEST(LinkHeader, GivesEveryLinkWithItsRelations) {
  EXPECT_THAT(parse_links("<https://hub.example/>; rel=\"hub\", <https://a.example/f>; rel=self"),
              ElementsAre(link("https://hub.example/", {"hub"}), link("https://a.example/f", {"self"})));
}

TEST(LinkHeader, TakesSeveralRelationsOfOneLinkInAnyCase) {
  EXPECT_THAT(parse_links(R"(</f>;REL="Self  ALTERNATE" ;type="application/rss+xml")"),
              ElementsAre(link("/f", {"self", "alternate"})));
}

TEST(LinkHeader, IsNotMisledByCommasSemicolonsAndQuotesInsideOfOthers) {
  EXPECT_THAT(parse_links(R"(<http://a.example/?x=1,2;3>; title="a, \"<b>; rel=no"; rel=hub,</c>;rel=self)"),
              ElementsAre(link("http://a.example/?x=1,2;3", {"hub"}), link("/c", {"self"})));
}

TEST(LinkHeader, CountsTheFirstRelOnly) {
  EXPECT_THAT(parse_links("<a>; rel=hub; rel=self"), ElementsAre(link("a", {"hub"})));
}

TEST(LinkHeader, TellsLinksOfAnotherContext) {
  EXPECT_THAT(parse_links("<a>; rel=hub; anchor=\"/other\""), ElementsAre(link("a", {"hub"}, true)));
}

TEST(LinkHeader, SurvivesWhatIsNoLink) {
  for (auto const* text : {"", "hub", "<", "<a", ",,,", ";rel=hub", "rel=hub <a>"}) {
    EXPECT_THAT(parse_links(text), IsEmpty()) << text;
  }
  EXPECT_THAT(parse_links("<a>; rel=\"hub"), ElementsAre(link("a", {"hub"})));
  EXPECT_THAT(parse_links("<a>;;; rel"), ElementsAre(link("a", {})));
}

TEST(LinkHeader, IsBounded) {
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "<a>;rel=hub,";
  EXPECT_THAT(parse_links(many), SizeIs(32));
}

}  // namespace
}  // namespace rasid::push
