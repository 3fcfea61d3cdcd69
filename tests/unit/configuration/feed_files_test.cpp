#include "daemon/configuration/feed_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/configuration/folder.h"

namespace rasid::configuration {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class FeedFiles : public testing::Test {
 protected:
  std::vector<ListedFeed> listed() {
    Diagnostics problems;
    auto feeds = list_feeds(folder.path(), problems);
    EXPECT_THAT(problems, IsEmpty()) << rendered(problems);
    return feeds;
  }
  std::string content(std::string const& name) {
    std::ifstream in(folder / ("feeds.d/" + name));
    return {std::istreambuf_iterator<char>(in), {}};
  }
  test::TempFolder folder;
};

TEST_F(FeedFiles, GiveBackEveryFieldThatWasWritten) {
  FeedSettings const feed{.id = {"a: #\"b\"\\"},
                          .url = "https://a.example/?x=1&y=#z",
                          .title = "- \"Title\": 'x' \t\n الجريدة",
                          .language = "ar",
                          .tags = {"x, y", "[z]", "null"},
                          .interval = std::chrono::minutes{90},
                          .least_interval = std::chrono::minutes{5},
                          .most_interval = std::chrono::hours{6},
                          .full_text = FullText::never,
                          .allow_private = true};
  ASSERT_TRUE(add_feed_file(folder.path(), "new.yaml", feed_file("comment", {feed})));
  auto const feeds = listed();
  ASSERT_THAT(feeds, SizeIs(1));
  EXPECT_EQ(feeds[0].feed, feed);
  EXPECT_EQ(feeds[0].file, "feeds.d/new.yaml");
  EXPECT_EQ(feeds[0].line, 4U);
}

TEST_F(FeedFiles, NeverTakeThePlaceOfAnother) {
  folder.write("feeds.d/a.yaml", "# mine\nfeeds: []\n");
  auto const refused =
      add_feed_file(folder.path(), "a.yaml", feed_file("c", {{.id = {"a"}, .url = "https://a.example/"}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, std::errc::file_exists);
  EXPECT_EQ(content("a.yaml"), "# mine\nfeeds: []\n");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "feeds.d"), {}), 1)
      << "nothing is left beside it";
}

TEST_F(FeedFiles, AreNotWrittenWrong) {
  EXPECT_EQ(add_feed_file(folder.path(), "a.yaml", "feeds: [").error().code, std::errc::invalid_argument);
  EXPECT_FALSE(std::filesystem::exists(folder / "feeds.d/a.yaml"));
}

TEST_F(FeedFiles, FindAFeedByIdTitleOrAnyFormOfItsUrl) {
  folder.write("feeds.d/a.yaml", "feeds:\n  - {id: a, url: \"https://A.example:443/rss?id=7\", title: The A}\n");
  auto const feeds = listed();
  for (auto const* name : {"a", "The A", "https://a.example/rss?id=7&utm_source=x#top"}) {
    ListedFeed const* const found = find_feed(feeds, name);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->line, 2U);
  }
  EXPECT_EQ(find_feed(feeds, "https://a.example/rss?id=8"), nullptr);
}

TEST_F(FeedFiles, MakeIdsThatAreFree) {
  folder.write("feeds.d/a.yaml", "feeds:\n  - {id: bbc-news, url: \"https://a.example/\"}\n");
  auto const feeds = listed();
  EXPECT_EQ(free_id("BBC  News!", "https://x.example/", feeds), "bbc-news-2");
  EXPECT_EQ(free_id("الجريدة", "https://www.aljarida.com:8080/rss", feeds), "aljarida-com");
  EXPECT_EQ(free_id("", "", feeds), "feed");
  EXPECT_LE(free_id(std::string(500, 'x'), "", feeds).size(), 42U);
}

TEST_F(FeedFiles, LoseOneFeedAndNothingElse) {
  folder.write(
      "feeds.d/a.yaml",
      "# head\nversion: 1\nfeeds:\n# of one\n- id: one\n  url: https://one.example/\n  tags:\n  - x\n\n# of two\n"
      "- {id: two, url: \"https://two.example/\"}  # beside it\n- id: three\n  url: https://three.example/\n");
  ASSERT_TRUE(remove_feed(folder.path(), *find_feed(listed(), "one")));
  EXPECT_EQ(
      content("a.yaml"),
      "# head\nversion: 1\nfeeds:\n# of one\n\n# of two\n- {id: two, url: \"https://two.example/\"}  # beside it\n"
      "- id: three\n  url: https://three.example/\n");
  ASSERT_TRUE(remove_feed(folder.path(), *find_feed(listed(), "three")));
  ASSERT_THAT(listed(), SizeIs(1));
  ASSERT_TRUE(remove_feed(folder.path(), *find_feed(listed(), "two")));
  EXPECT_FALSE(std::filesystem::exists(folder / "feeds.d/a.yaml"));
}

}  // namespace
}  // namespace rasid::configuration
