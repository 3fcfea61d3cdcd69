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

TEST(ArticleOf, TakesADateInTheFutureForNowAndSaysSo) {
  Timestamp const now{std::chrono::days{18'442}};
  auto const of = [&](Duration ahead) {
    return article_of({"a"}, {}, {.id = "1", .published = now + ahead, .updated = now + ahead}, now);
  };
  Article const early = of(std::chrono::minutes{9});
  EXPECT_EQ(early.published, now + std::chrono::minutes{9}) << "clocks differ";
  EXPECT_EQ(early.note, "");
  Article const far = of(std::chrono::days{365});
  EXPECT_EQ(far.published, now);
  EXPECT_EQ(far.updated, now);
  EXPECT_NE(far.note.find("published 2021-06-29T00:00:00Z, which lies in the future"), std::string::npos) << far.note;
  EXPECT_EQ(far.id, early.id);
}

TEST(ArticleOf, NamesAnItemWithoutAGuidTheSameAtEveryPollWhateverItsDate) {
  Timestamp const now{std::chrono::days{18'442}};
  Entry const ahead{.title = "t", .published = now + std::chrono::days{9}};
  EXPECT_EQ(article_of({"a"}, {}, ahead, now).id, article_of({"a"}, {}, ahead, now + std::chrono::hours{1}).id);
}

TEST(ArticleOf, MarksAnItemInsideWhichTheDocumentEnded) {
  Entry half{.id = "1", .title = "Half a ti"};
  EXPECT_FALSE(article_of({"a"}, {}, half, Timestamp{}).partial);
  half.cut = true;
  EXPECT_TRUE(article_of({"a"}, {}, half, Timestamp{}).partial);
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
