#include "daemon/feeds/article_of.h"

#include <gtest/gtest.h>

namespace rasid::feeds {
namespace {

TEST(ArticleOf, GivesTheSameIdAtEveryPollAndAnotherForEachFeed) {
  Entry entry{.id = "7", .title = "t"};
  auto const once = article_of({"a"}, {}, entry, Timestamp{});
  entry.title = "corrected";
  auto const again = article_of({"a"}, {}, entry, Timestamp{Duration{5}});
  EXPECT_EQ(once.id, again.id);
  EXPECT_EQ(once.id.value.size(), 32U);
  EXPECT_NE(once.id, article_of({"b"}, {}, entry, Timestamp{}).id);
}

TEST(ArticleOf, FindsAnIdentityWithoutAGuid) {
  auto const id = [](Entry const& e) { return article_of({"a"}, {}, e, Timestamp{}).id; };
  EXPECT_EQ(id({.link = "http://a.example/1?utm_source=rss"}), id({.title = "x", .link = "http://a.example/1"}));
  EXPECT_NE(id({.title = "x"}), id({.title = "y"}));
  EXPECT_NE(id({.summary = "x"}), id({.summary = "y"}));
}

TEST(ArticleOf, TakesTheContentBeforeTheSummaryAsPlainText) {
  EXPECT_EQ(article_of({"a"}, {}, {.summary = "s", .content = "<p>a &amp; b</p><p>c</p>"}, Timestamp{}).body,
            "a & b\n\nc");
  EXPECT_EQ(article_of({"a"}, {}, {.summary = "<b>s</b>"}, Timestamp{}).body, "s");
}

TEST(CanonicalUrl, DropsWhatDoesNotSelectTheArticle) {
  EXPECT_EQ(canonical_url("HTTPS://A.Example:443/X?utm_source=rss&id=7&fbclid=1#top"), "https://a.example/X?id=7");
  EXPECT_EQ(canonical_url("http://a.example"), "http://a.example/");
  EXPECT_EQ(canonical_url("http://a.example:8080/?id=7"), "http://a.example:8080/?id=7");
  EXPECT_EQ(canonical_url("tag:a.example,2020:1"), "tag:a.example,2020:1");
}

TEST(CanonicalUrl, DropsTheParametersThatConfigurationNamesAndNoOthers) {
  TrackingParameters const own({"src", "From_*"});
  EXPECT_EQ(canonical_url("http://a.example/?SRC=rss&id=7&from_mail=1&utm_source=x", own),
            "http://a.example/?id=7&utm_source=x");
  EXPECT_EQ(canonical_url("http://a.example/?utm_source=x", TrackingParameters(std::vector<std::string>{})),
            "http://a.example/?utm_source=x");
  EXPECT_EQ(canonical_url("http://a.example/?idgclid=x&gclid=1"), "http://a.example/?idgclid=x");
  EXPECT_EQ(article_of({"a"}, {}, {.link = "http://a.example/?src=1"}, Timestamp{}, own).url, "http://a.example/");
}

}  // namespace
}  // namespace rasid::feeds
