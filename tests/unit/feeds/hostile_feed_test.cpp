#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "daemon/feeds/feed.h"

namespace rasid::feeds {
namespace {

Result<Feed> parse(std::string_view bytes) {
  return parse_feed(bytes, {});
}
std::string repeated(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

TEST(HostileFeed, CannotMultiplyItsEntities) {
  auto const feed = parse(
      "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'><!ENTITY x SYSTEM "
      "'file:///etc/passwd'>]>"
      "<rss><channel><item><title>&a; &c; &x;</title></item></channel></rss>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).title, "ha &c; &x;");
  auto const many = "<!DOCTYPE rss [<!ENTITY a '" + std::string(1000, 'x') + "'>]><rss><channel><item><title>" +
                    repeated("&a;", 100'000) + "</title></item></channel></rss>";
  auto const bounded = parse(many);
  ASSERT_TRUE(bounded);
  EXPECT_TRUE(bounded->bozo);
  EXPECT_LT(bounded->entries.at(0).title.size(), 1U << 20U);
}

TEST(HostileFeed, IsRefusedWhereItNestsTooDeep) {
  auto const feed = parse("<rss>" + repeated("<a>", 200'000));
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, FeedError::too_deep);
  auto const json = parse("{\"items\":" + repeated("[", 200'000));
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, FeedError::too_deep);
}

TEST(HostileFeed, GivesNoMoreEntriesThanAllowedAndSaysSo) {
  auto const feed = parse("<rss><channel>" + repeated("<item><title>t</title></item>", 10'000) + "</channel></rss>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.size(), 5'000U);
  EXPECT_TRUE(feed->bozo);
}

TEST(HostileFeed, IsRefusedWithTheReasonWhereItIsNone) {
  EXPECT_EQ(parse("").error().code, FeedError::empty);
  EXPECT_EQ(parse(" \n ").error().code, FeedError::empty);
  EXPECT_EQ(parse("<html><body>Not found</body></html>").error().code, FeedError::not_a_feed);
  EXPECT_EQ(parse("{\"a\":1}").error().code, FeedError::not_a_feed);
  EXPECT_EQ(parse("plain text").error().code, FeedError::not_a_feed);
  ParseContext small;
  small.limits.bytes = 10;
  EXPECT_EQ(parse_feed("<rss></rss>", small).error().code, FeedError::too_large);
}

TEST(HostileFeed, SurvivesHugeAttributesAndBeingCutAnywhere) {
  EXPECT_TRUE(parse("<rss x='" + std::string(8U << 20U, '&') + "'><channel/></rss>"));
  std::string const whole =
      "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><!-- c --><channel><item><title>a &amp; "
      "&a;</title><description><![CDATA[<a href='x'>y</a>]]></description></item></channel></rss>";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    auto const feed = parse(whole.substr(0, length));
    if (feed && length < whole.size()) {
      EXPECT_TRUE(feed->bozo) << length;
    }
  }
}

TEST(HostileFeed, IsRefusedBeforeItsElementsFillTheMemory) {
  ParseContext roomy;
  roomy.limits.bytes = 200U << 20U;
  std::string const one_tag = "<rss>" + repeated("<a/>", 25 << 20) + "</rss>";  // 100 MB
  auto const feed = parse_feed(one_tag, roomy);
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, FeedError::too_many);
  EXPECT_EQ(parse(one_tag).error().code, FeedError::too_large);
  auto const never_closed = parse_feed("<rss>" + repeated("<a b='c'", 2 << 20), roomy);
  ASSERT_FALSE(never_closed);
  EXPECT_EQ(never_closed.error().code, FeedError::too_deep);
  auto const json = parse_feed("{\"items\":[" + repeated("0,", 4 << 20) + "0]}", roomy);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, FeedError::too_many);
}

TEST(HostileFeed, IsReadInOnePassHoweverItsMarkupIsLeftOpen) {
  // Each of these took a second look at the rest of the document for every one of its parts.
  for (std::string_view const part : {"<?", "<!DOCTYPE", "<!DOCTYPE [<!ENTITY a '", "<!--", "<![CDATA[", "<a b=\"",
                                      "&#x", "</a", "<a b='>", "<!ENTITY"}) {
    auto const feed = parse("<rss><channel><item><title>t</title></item>" + repeated(part, 200'000));
    EXPECT_TRUE(feed || feed.error().code == FeedError::too_deep || feed.error().code == FeedError::too_many) << part;
  }
}

TEST(HostileFeed, ExpandsALongBaseOnlySoOften) {
  std::string const base = "http://a.example/" + std::string(2000, 'b') + "/";
  auto const feed = parse("<rss xml:base='" + base + "'><channel><item><description>" +
                          repeated("&lt;a href=c&gt;", 100'000) + "</description></item></channel></rss>");
  ASSERT_TRUE(feed);
  EXPECT_LT(feed->entries.at(0).summary.size(), 16U << 20U);
  auto const many = parse("<rss><channel>" + repeated("<item xml:base='" + base + "'/>", 15'000) + "</channel></rss>");
  ASSERT_TRUE(many);
  EXPECT_EQ(many->entries.size(), 5'000U);
}

TEST(HostileFeed, MayDeclareAsManyPrefixesAsItLikesButNotHaveThemAllKnown) {
  std::string prefixes;
  for (int i = 0; i < 20'000; ++i) prefixes += " xmlns:p" + std::to_string(i) + "='u'";
  auto const feed =
      parse("<rss" + prefixes + "><channel>" + repeated("<p19999:a/>", 20'000) + "<item/></channel></rss>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.size(), 1U);
}

TEST(CapturedFeeds, AllParse) {
  auto const folder = std::filesystem::path(RASID_SHARED_DIR) / "corpora/feeds/real";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    auto const feed = parse(bytes);
    EXPECT_TRUE(feed) << file.path();
  }
}

TEST(CapturedFeeds, SayTheSameWhenTheyAreReadTheLongWay) {
  auto const folder = std::filesystem::path(RASID_SHARED_DIR) / "corpora/feeds/real";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    auto const begin = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin != std::string::npos && bytes[begin] == '{') continue;
    auto const direct = parse(bytes);
    auto repaired = parse(bytes + "\n&");  // a fault behind the root element, which harms nothing
    ASSERT_TRUE(direct && repaired) << file.path();
    repaired->bozo = direct->bozo;
    repaired->bozo_reason = direct->bozo_reason;
    EXPECT_EQ(to_neutral_json(*direct), to_neutral_json(*repaired)) << file.path();
  }
}

}  // namespace
}  // namespace rasid::feeds
