#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/read_settings.h"
#include "tests/unit/configuration/folder.h"

namespace rasid::configuration {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ReadFeeds : public testing::Test {
 protected:
  std::vector<FeedSettings> read() {
    problems.clear();
    return read_feeds(folder.path(), problems);
  }
  std::vector<std::string> ids() {
    std::vector<std::string> out;
    for (FeedSettings const& feed : read()) out.push_back(feed.id.value);
    return out;
  }
  /// What is said about one feed with one mistake.
  std::string said(std::string const& feed) {
    folder.write("feeds.d/a.yaml", "feeds:\n  - " + feed + "\n");
    read();
    EXPECT_THAT(problems, SizeIs(1)) << rendered(problems);
    return rendered(problems);
  }

  test::TempFolder folder;
  Diagnostics problems;
};

TEST_F(ReadFeeds, ReadsEveryKey) {
  folder.write("feeds.d/a.yaml", R"(version: 1
feeds:
  - id: irna
    url: https://a.example/rss
    title: IRNA
    lang: fa
    tags: [iran, agency]
    interval: 10m
    full_text: always
    allow_private: true
  - {id: b, url: "http://b.example/", full_text: never}
  - {id: c, url: "http://c.example/", full_text: auto, tags: one}
)");
  auto const feeds = read();
  ASSERT_THAT(problems, IsEmpty()) << rendered(problems);
  ASSERT_THAT(feeds, SizeIs(3));
  EXPECT_EQ(feeds[0], (FeedSettings{.id = {"irna"},
                                    .url = "https://a.example/rss",
                                    .title = "IRNA",
                                    .language = "fa",
                                    .tags = {"iran", "agency"},
                                    .interval = 10min,
                                    .full_text = FullText::always,
                                    .allow_private = true}));
  EXPECT_EQ(feeds[1],
            (FeedSettings{.id = {"b"}, .url = "http://b.example/", .title = "b", .full_text = FullText::never}));
  EXPECT_THAT(feeds[2].tags, ElementsAre("one"));
  EXPECT_EQ(feeds[2].full_text, FullText::automatic);
}

TEST_F(ReadFeeds, ReadsTheFilesInTheOrderOfTheirNamesButNoOthers) {
  folder.write("feeds.d/b.yaml", "feeds: [{id: b, url: 'https://b.example/'}]\n");
  folder.write("feeds.d/a.yaml", "feeds: [{id: a, url: 'https://a.example/'}]\n");
  folder.write("feeds.d/.b.yaml.swp", "{");
  folder.write("feeds.d/.hidden.yaml", "{");
  folder.write("feeds.d/b.yaml~", "{");
  folder.write("feeds.d/README.md", "{");
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
  EXPECT_THAT(problems, IsEmpty());
}

TEST_F(ReadFeeds, GivesNoneWithoutAFolderOrWithAnEmptyList) {
  EXPECT_THAT(ids(), IsEmpty());
  folder.write("feeds.d/a.yaml", "version: 1\nfeeds:\n");
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_THAT(problems, IsEmpty());
}

TEST_F(ReadFeeds, RefusesAnIdThatStandsInAnotherFileAlready) {
  folder.write("feeds.d/a.yaml", "feeds:\n  - {id: x, url: 'https://a.example/'}\n");
  folder.write("feeds.d/b.yaml",
               "feeds:\n  - {id: y, url: 'https://b.example/'}\n  - {id: x, url: 'https://c.example/'}\n");
  EXPECT_THAT(ids(), ElementsAre("x", "y"));
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(places(problems), ElementsAre("feeds.d/b.yaml:3:5"));
  EXPECT_EQ(problems[0].message, "the feed \"x\" stands in feeds.d/a.yaml:2 already");
  EXPECT_EQ(problems[0].remedy, "give this one another id");
  EXPECT_EQ(read()[0].url, "https://a.example/") << "the first one counts";
}

TEST_F(ReadFeeds, SaysWhatIsWrongWithAFeed) {
  EXPECT_THAT(said("{url: 'https://a.example/'}"), HasSubstr("feeds.d/a.yaml:2:5: error: feed needs \"id\""));
  EXPECT_THAT(said("{id: a}"), HasSubstr("feeds.d/a.yaml:2:5: error: feed needs \"url\""));
  EXPECT_THAT(said("{id: a, url: 'ftp://a.example/'}"),
              HasSubstr("feeds.d/a.yaml:2:18: error: a feed's url must start"));
  EXPECT_THAT(said("{id: a, url: 'https://a.example/', intervall: 1m}"), HasSubstr("did you mean \"interval\"?"));
  EXPECT_THAT(said("{id: a, url: 'https://a.example/', interval: soon}"), HasSubstr("must be a length of time"));
  EXPECT_THAT(said("{id: a, url: 'https://a.example/', full_text: allways}"), HasSubstr("did you mean \"always\"?"));
  EXPECT_THAT(said("{id: a, url: 'https://a.example/', allow_private: 1}"), HasSubstr("true or false"));
  EXPECT_THAT(said("a"), HasSubstr("feed must be a map of keys, not a value"));
}

TEST_F(ReadFeeds, LeavesOutOnlyTheFeedThatCannotBeAsked) {
  folder.write("feeds.d/a.yaml", R"(feeds:
  - {id: '', url: "https://a.example/"}
  - {url: "https://b.example/"}
  - {id: c, url: "gopher://c.example/"}
  - {id: d}
  - {id: e, url: "https://e.example/", lnag: fa}
)");
  EXPECT_THAT(ids(), ElementsAre("e")) << "a wrong key does not keep a feed from being read";
  EXPECT_THAT(problems, SizeIs(5));
}

TEST_F(ReadFeeds, LetsABrokenFileCostItselfAlone) {
  folder.write("feeds.d/a.yaml", "feeds: [\n");
  folder.write("feeds.d/b.yaml", "feeds: {id: x}\n");
  folder.write("feeds.d/c.yaml", "version: 1\nfeeds: [{id: c, url: 'https://c.example/'}]\nfeed: []\n");
  EXPECT_THAT(ids(), ElementsAre("c"));
  EXPECT_THAT(places(problems), ElementsAre("feeds.d/a.yaml:2:1", "feeds.d/b.yaml:1:8", "feeds.d/c.yaml:3:1"));
}

}  // namespace
}  // namespace rasid::configuration
