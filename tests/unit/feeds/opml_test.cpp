#include "daemon/feeds/opml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "daemon/feeds/feed.h"

namespace rasid::feeds {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Opml read(std::string_view bytes) {
  return parse_opml(bytes).value();
}
std::string repeated(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

TEST(Opml, ReadsFeedsWithTheGroupsAroundThemAsTags) {
  Opml const opml = read(
      "<?xml version='1.0'?><opml version='2.0'><head><title>Mine</title></head><body>"
      "<outline text='World'><outline text='Iraq &amp; Iran'>"
      "<outline type='rss' text='A' title='The A' xmlUrl=' https://a.example/rss ' language='ar' "
      "category='/World/Wire,x'/>"
      "</outline></outline><outline text='B' xmlUrl='http://b.example/'/></body></opml>");
  EXPECT_EQ(opml.title, "Mine");
  EXPECT_EQ(opml.bozo_reason, "");
  EXPECT_THAT(opml.feeds,
              ElementsAre(Subscription{"https://a.example/rss", "The A", "ar", {"World", "Iraq & Iran", "Wire", "x"}},
                          Subscription{"http://b.example/", "B", "", {}}));
}

TEST(Opml, ReadsWhatOtherProgramsWriteLoosely) {
  Opml const opml = read(
      "<opml><body><OUTLINE Text='A' XMLURL='feed://a.example/rss'/><outline type='rss' text='B' "
      "url='http://b.example/'/>"
      "<outline text='C' xmlUrl='feed:https://c.example/'/><outline type='link' text='D' url='http://d.example/'/>"
      "</body></opml>");
  ASSERT_THAT(opml.feeds, SizeIs(3));
  EXPECT_EQ(opml.feeds[0].url, "http://a.example/rss");
  EXPECT_EQ(opml.feeds[1].url, "http://b.example/");
  EXPECT_EQ(opml.feeds[2].url, "https://c.example/");
}

TEST(Opml, IsMendedWhereItIsIllFormedAndSaysSo) {
  Opml const opml = read(
      "<opml><body><outline text='a & b' xmlUrl='http://a.example/?x=1&y=2'><outline text=c "
      "xmlUrl='http://c.example/'>");
  ASSERT_THAT(opml.feeds, SizeIs(2));
  EXPECT_EQ(opml.feeds[0].url, "http://a.example/?x=1&y=2");
  EXPECT_EQ(opml.feeds[0].title, "a & b");
  EXPECT_NE(opml.bozo_reason, "");
}

TEST(Opml, IsReadInTheEncodingItDeclares) {
  EXPECT_EQ(
      read("<?xml version='1.0' encoding='windows-1251'?><opml><body><outline text='\xcd\xee\xe2\xee\xf1\xf2\xe8' "
           "xmlUrl='http://a.example/'/></body></opml>")
          .feeds.at(0)
          .title,
      "Новости");
}

TEST(Opml, CountsOutlinesThatCannotBeAsked) {
  Opml const opml = read(
      "<opml><body><outline type='rss' text='a'/><outline xmlUrl='ftp://a.example/'/>"
      "<outline xmlUrl='javascript:alert(1)'/></body></opml>");
  EXPECT_THAT(opml.feeds, IsEmpty());
  EXPECT_EQ(opml.skipped, 3U);
}

TEST(Opml, IsRefusedWithTheReasonWhereItIsNone) {
  EXPECT_EQ(parse_opml("").error().code, FeedError::empty);
  EXPECT_EQ(parse_opml(" \n ").error().code, FeedError::empty);
  EXPECT_EQ(parse_opml("<rss><channel/></rss>").error().code, FeedError::not_a_feed);
  EXPECT_EQ(parse_opml("plain text").error().code, FeedError::not_a_feed);
  EXPECT_EQ(parse_opml(std::string(17U << 20U, ' ')).error().code, FeedError::too_large);
}

TEST(HostileOpml, NestsOnlySoDeep) {
  EXPECT_EQ(parse_opml("<opml><body>" + repeated("<outline text='a'>", 200'000)).error().code, FeedError::too_deep);
  Opml const deep =
      read("<opml><body>" + repeated("<outline text='a'>", 200) + "<outline xmlUrl='http://a.example/'/>");
  EXPECT_THAT(deep.feeds.at(0).tags, ElementsAre("a"));
}

TEST(HostileOpml, CannotMultiplyItsEntities) {
  Opml const opml = read(
      "<!DOCTYPE opml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
      "<opml><body><outline text='&a; &b; &x;' xmlUrl='http://a.example/'/></body></opml>");
  EXPECT_EQ(opml.feeds.at(0).title, "ha &b; &x;");
}

TEST(HostileOpml, KeepsHugeAttributesWithinBounds) {
  std::string const huge(4U << 20U, 'x');
  Opml const opml = read("<opml><body><outline text='" + huge +
                         "' xmlUrl='http://a.example/'/>"
                         "<outline text='y' xmlUrl='http://" +
                         huge + "/'/></body></opml>");
  ASSERT_THAT(opml.feeds, SizeIs(1));
  EXPECT_LE(opml.feeds[0].title.size(), 500U);
  EXPECT_EQ(opml.skipped, 1U);
}

TEST(HostileOpml, ReadsNoMoreFeedsThanAllowedAndSaysSo) {
  Opml const opml = read("<opml><body>" + repeated("<outline xmlUrl='http://a.example/'/>", 60'000) + "</body></opml>");
  EXPECT_THAT(opml.feeds, SizeIs(50'000));
  EXPECT_EQ(opml.bozo_reason, "more than 50,000 feeds");
}

TEST(Opml, GivesBackWhatWasWritten) {
  std::vector<Subscription> const feeds{{"https://a.example/?x=1&y=\"2\"", "A <b> & 'c'", "ar", {"World", "wire"}},
                                        {"https://b.example/", "الجريدة", "", {}},
                                        {"https://c.example/", "C", "", {"World"}}};
  EXPECT_THAT(read(write_opml("t", feeds)).feeds, testing::UnorderedElementsAreArray(feeds));
}

}  // namespace
}  // namespace rasid::feeds
