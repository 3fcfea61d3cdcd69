#include "daemon/feeds/discover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::feeds {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> found(std::string_view html, std::string_view url = "https://a.example/news/") {
  std::vector<std::string> out;
  for (FeedLink const& link : feeds_of_page(html, "text/html; charset=utf-8", url)) out.push_back(link.url);
  return out;
}

TEST(Discover, FindsWhatThePageStatesInAnySpelling) {
  EXPECT_THAT(found("<LINK REL='alternate' TYPE='application/rss+xml' HREF='rss.xml'>"
                    "<link rel=\"alternate home\" type=application/atom+xml href=/atom>"
                    "<link rel=alternate type='application/feed+json; charset=utf-8' href=//b.example/feed.json />"
                    "<link rel=alternate type=application/rdf+xml href=?a=1&amp;b=2>"),
              ElementsAre("https://a.example/news/rss.xml", "https://a.example/atom", "https://b.example/feed.json",
                          "https://a.example/news/?a=1&b=2"));
}

TEST(Discover, LeavesWhatIsNoFeed) {
  EXPECT_THAT(
      found("<link rel=alternate hreflang=fr href=/fr/><link rel=stylesheet type=application/rss+xml href=/x.css>"
            "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/1>"
            "<a href=/about>About</a><a href=javascript:feed>x</a><a href=mailto:rss@a.example>y</a>"
            "<!-- <a href=/rss.xml> --><script>'<a href=/rss.xml>'</script>"),
      IsEmpty());
}

TEST(Discover, FindsLinksThatLookLikeFeedsBehindThoseThatAreStated) {
  auto const links = feeds_of_page(
      "<a href=/world/rss.xml><b>World</b> news</a><a href='/feed/'></a><a href='/?feed=rss2'>x</a>"
      "<a href=feed://b.example/index.rdf>b</a>"
      "<link rel=alternate type=application/rss+xml title='Main &amp; all' href=/main>",
      "", "https://a.example/");
  ASSERT_THAT(links, SizeIs(5));
  EXPECT_EQ(links[0].url, "https://a.example/main");
  EXPECT_EQ(links[0].title, "Main & all");
  EXPECT_EQ(links[0].how, FeedLink::How::stated);
  EXPECT_EQ(links[1].title, "World news");
  EXPECT_EQ(links[1].how, FeedLink::How::linked);
  EXPECT_EQ(links[4].url, "http://b.example/index.rdf");
}

TEST(Discover, PutsCommentsLast) {
  EXPECT_THAT(found("<link rel=alternate type=application/rss+xml title='A » Comments Feed' href=/x>"
                    "<link rel=alternate type=application/rss+xml href=/comments/feed/>"
                    "<a href=/rss>RSS</a>"),
              ElementsAre("https://a.example/rss", "https://a.example/x", "https://a.example/comments/feed/"));
}

TEST(Discover, ResolvesAgainstTheBaseOfThePage) {
  EXPECT_THAT(found("<base href='https://cdn.example/b/'><link rel=alternate type=application/rss+xml href=rss>"),
              ElementsAre("https://cdn.example/b/rss"));
}

TEST(Discover, NamesEachOnceAndNoMoreThanForty) {
  std::string many = "<a href=/rss></a><a href=/rss></a>";
  for (int i = 0; i < 1'000; ++i) many += "<a href=/" + std::to_string(i) + "/rss></a>";
  EXPECT_THAT(found(many), SizeIs(40));
}

TEST(Discover, StaysLinearOnHostilePages) {
  EXPECT_THAT(found(std::string(2U << 20U, '<')), IsEmpty());
  std::string open;
  for (int i = 0; i < 300'000; ++i) open += "<!--";
  EXPECT_THAT(found(open), IsEmpty());
  std::string scripts;
  for (int i = 0; i < 200'000; ++i) scripts += "<script>";
  EXPECT_THAT(found(scripts), IsEmpty());
  EXPECT_THAT(found("<a href='" + std::string(1U << 20U, 'x') + "/rss'>"), IsEmpty());
}

TEST(Discover, KnowsWhereFeedsUsuallyAre) {
  std::vector<std::string> urls;
  for (FeedLink const& link : well_known_feeds("https://a.example/blog/post.html")) urls.push_back(link.url);
  EXPECT_THAT(urls, Contains("https://a.example/feed"));
  EXPECT_THAT(urls, Contains("https://a.example/?feed=rss2"));
  EXPECT_THAT(urls, Contains("https://a.example/blog/feed"));
}

}  // namespace
}  // namespace rasid::feeds
