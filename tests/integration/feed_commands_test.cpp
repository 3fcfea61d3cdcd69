#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/commands.h"
#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/support/http_server.h"

namespace rasid::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace json = boost::json;

std::string feed(std::string const& title, int items) {
  std::string all;
  for (int i = 0; i < items; ++i) {
    all += "<item><guid>" + std::to_string(i) + "</guid><title>Report " + std::to_string(i) +
           "</title><pubDate>Mon, 29 Jun 2020 08:00:00 GMT</pubDate></item>";
  }
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + title + "</title>" + all + "</channel></rss>";
}

struct FeedCommands : testing::Test {
  ConfigFolder config;
  HttpServer site;

  void SetUp() override {
    config.write_settings({{"desk", "http://127.0.0.1:9/hook", ""}});
    config.write(
        "feeds.d/feeds.yaml",
        "# mine\nversion: 1\nfeeds:\n  # the first\n  - {id: one, url: \"https://one.example/rss\", tags: [a]}\n"
        "  # the second\n  - id: two\n    url: https://two.example/rss\n    title: Number Two\n");
  }
  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "feed");
    return run_rasid_with(config, std::move(arguments));
  }
  [[nodiscard]] std::string file(std::string const& name) const { return content_of(config.path() / "feeds.d" / name); }
};

TEST_F(FeedCommands, DiscoverRanksWhatAPageNamesWithCommentsLast) {
  site.serve_text("/",
                  "<html><head><link rel=alternate type=application/rss+xml href=/comments/feed/>"
                  "<link rel=alternate type=application/rss+xml href=/empty.xml>"
                  "<link rel=alternate type=application/rss+xml href=/gone.xml>"
                  "<link rel=alternate type=application/feed+json href=/news.json></head>"
                  "<body><a href=/all.rss>All</a></body></html>",
                  "text/html");
  site.serve_text("/comments/feed/", feed("Comments", 3));
  site.serve_text("/empty.xml", feed("Empty", 0));
  site.serve_text("/all.rss", feed("All", 9));
  site.serve_text(
      "/news.json",
      R"({"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"1","content_text":"x"}]})");
  CommandResult const found = run({"discover", site.url("/"), "--allow-private", "--json"});
  ASSERT_EQ(found.status, 0) << found.errors;
  std::vector<std::string> urls;
  auto const feeds = json::parse(found.output);
  for (auto const& one : feeds.as_array()) urls.emplace_back(one.at("url").as_string());
  EXPECT_THAT(urls, testing::ElementsAre(site.url("/news.json"), site.url("/all.rss"), site.url("/empty.xml"),
                                         site.url("/comments/feed/")));
  auto const& second = feeds.at(1);
  EXPECT_EQ(second.at("items").as_int64(), 9);
  EXPECT_EQ(second.at("last").as_string(), "2020-06-29T08:00:00Z");
  EXPECT_EQ(second.at("type").as_string(), "rss20");
}

TEST_F(FeedCommands, DiscoverLooksWhereFeedsUsuallyAreAndTakesAFeedForItself) {
  site.serve_text("/", "<html><body>Welcome</body></html>", "text/html");
  site.serve_text("/rss.xml", feed("Hidden", 1));
  EXPECT_THAT(run({"discover", site.url("/"), "--allow-private"}).output, HasSubstr(site.url("/rss.xml")));
  EXPECT_THAT(run({"discover", site.url("/rss.xml"), "--allow-private"}).output, HasSubstr("Hidden · rss20 · 1 item,"));
  site.serve_text("/rss.xml", "nothing");
  CommandResult const none = run({"discover", site.url("/"), "--allow-private", "--json"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.output, "[]\n");
}

TEST_F(FeedCommands, KeepOutOfThePrivateNetworkAndSayWhatToSet) {
  CommandResult const refused = run({"test", site.url("/rss.xml")});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors,
              AllOf(HasSubstr("private or reserved"), HasSubstr("--allow-private"), HasSubstr("egress:")));
  EXPECT_TRUE(site.requests().empty());
}

TEST_F(FeedCommands, AddWritesAFileOfItsOwnAndRefusesWhatIsThere) {
  site.serve_text("/rss.xml", feed("الجريدة", 2));
  std::string const before = file("feeds.yaml");
  CommandResult const added = run({"add", site.url("/rss.xml"), "--allow-private", "--id", "aljarida", "--tag",
                                   "a \"b\"", "--interval", "10m", "--lang", "ar"});
  ASSERT_EQ(added.status, 0) << added.errors;
  EXPECT_THAT(added.output, AllOf(HasSubstr("rss20 with 2 items"), HasSubstr("systemctl reload rasid")));
  EXPECT_EQ(file("feeds.yaml"), before);
  auto const shown = json::parse(run({"show", "aljarida", "--json"}).output);
  EXPECT_EQ(shown.at("title").as_string(), "الجريدة");
  EXPECT_EQ(shown.at("tags").at(0).as_string(), "a \"b\"");
  EXPECT_EQ(shown.at("interval").as_string(), "10m");
  EXPECT_EQ(shown.at("file").as_string(), "feeds.d/aljarida.yaml");
  EXPECT_EQ(run_rasid({"check", "-c", config.path().string()}).status, 0);

  CommandResult const twice = run({"add", site.url("/rss.xml?utm_source=x#top"), "--allow-private"});
  EXPECT_EQ(twice.status, 2);
  EXPECT_THAT(twice.errors, HasSubstr("feeds.d/aljarida.yaml:4: the feed \"aljarida\" has this address already"));
  CommandResult const same_id = run({"add", "https://new.example/", "--no-fetch", "--id", "two"});
  EXPECT_EQ(same_id.status, 2);
  EXPECT_THAT(same_id.errors, HasSubstr("feeds.d/feeds.yaml:7"));
}

TEST_F(FeedCommands, AddWritesNothingOfWhatIsNoFeedAndPointsAtThePagesFeeds) {
  site.serve_text("/", "<link rel=alternate type=application/rss+xml href=/rss.xml>", "text/html");
  site.serve_text("/rss.xml", feed("News", 2));
  CommandResult const refused = run({"add", site.url("/"), "--allow-private"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.errors, HasSubstr("did you mean " + site.url("/rss.xml")));
  EXPECT_EQ(run({"add", site.url("/none"), "--allow-private"}).status, 1);
  EXPECT_EQ(run({"add", "ftp://a.example/x"}).status, 2);
  EXPECT_EQ(run({"add", "https://a.example/", "--no-fetch", "--interval", "soon"}).status, 2);
  EXPECT_EQ(json::parse(run({"list", "--json"}).output).as_array().size(), 2U);
}

TEST_F(FeedCommands, RemoveLeavesTheOthersAndTheirCommentsAsTheyAre) {
  ASSERT_EQ(run({"remove", "https://one.example/rss"}).status, 0);
  EXPECT_EQ(file("feeds.yaml"),
            "# mine\nversion: 1\nfeeds:\n  # the first\n  # the second\n  - id: two\n"
            "    url: https://two.example/rss\n    title: Number Two\n");
  ASSERT_EQ(run({"remove", "Number Two"}).status, 0);
  EXPECT_FALSE(std::filesystem::exists(config.path() / "feeds.d/feeds.yaml"));
  CommandResult const unknown = run({"remove", "two"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("no feed \"two\""));
}

TEST_F(FeedCommands, RemoveTouchesNothingThatItCannotEdit) {
  std::string const odd =
      "version: 1\nfeeds: [{id: x, url: \"https://x.example/\"}, {id: y, url: \"https://y.example/\"}]\n";
  config.write("feeds.d/odd.yaml", odd);
  CommandResult const refused = run({"remove", "x"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, HasSubstr("feeds.d/odd.yaml:2"));
  EXPECT_EQ(file("odd.yaml"), odd);
}

TEST_F(FeedCommands, ImportTurnsGroupsIntoTagsAndTellsDuplicates) {
  config.write(
      "subs.opml",
      "<?xml version=\"1.0\"?><opml version=\"2.0\"><body><outline text=\"World\"><outline text=\"Iraq\">"
      "<outline type=\"rss\" text=\"Al-Mada\" xmlUrl=\"https://almada.example/rss\"/>"
      "<outline type=\"rss\" text=\"Al-Mada again\" xmlUrl=\"https://almada.example/rss?utm_medium=x\"/></outline>"
      "<outline type=\"rss\" text=\"One\" xmlUrl=\"https://one.example/rss\"/></outline>"
      "<outline type=\"rss\" text=\"No address\"/></body></opml>");
  std::string const path = (config.path() / "subs.opml").string();
  CommandResult const dry = run({"import", path, "--dry-run"});
  EXPECT_EQ(dry.status, 0) << dry.errors;
  EXPECT_THAT(dry.output, AllOf(HasSubstr("would add al-mada"), HasSubstr("1 feeds, 2 duplicates, 1 skipped")));
  EXPECT_THAT(dry.errors,
              AllOf(HasSubstr("stands above as \"al-mada\""), HasSubstr("in feeds.d/feeds.yaml:5 as \"one\"")));
  EXPECT_EQ(file("subs.yaml"), "");

  ASSERT_EQ(run({"import", path}).status, 0);
  auto const shown = json::parse(run({"show", "al-mada", "--json"}).output);
  EXPECT_EQ(json::serialize(shown.at("tags")), R"(["World","Iraq"])");
  EXPECT_THAT(run({"import", path}).output, HasSubstr("0 feeds, 3 duplicates"));
}

TEST_F(FeedCommands, ExportAndImportGiveTheSameFeeds) {
  CommandResult const exported = run({"export"});
  ASSERT_EQ(exported.status, 0);
  ConfigFolder const other;
  other.write_settings({});
  other.write("out.opml", exported.output);
  CommandResult const imported =
      run_rasid({"feed", "import", (other.path() / "out.opml").string(), "-c", other.path().string()});
  ASSERT_EQ(imported.status, 0) << imported.errors;
  auto const list = [](ConfigFolder const& of) {
    std::set<std::string> all;
    auto const listed = json::parse(run_rasid({"feed", "list", "--json", "-c", of.path().string()}).output);
    for (auto const& one : listed.as_array())
      all.insert(json::serialize(one.at("url")) + json::serialize(one.at("tags")));
    return all;
  };
  EXPECT_EQ(list(other), list(config));
}

TEST_F(FeedCommands, ImportSaysWhatIsNoOpml) {
  config.write("no.opml", "<html></html>");
  CommandResult const refused = run({"import", (config.path() / "no.opml").string()});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.errors, HasSubstr("no.opml: error: reading the OPML"));
  EXPECT_EQ(run({"import", "/no/such/file"}).status, 2);
}

TEST_F(FeedCommands, TestShowsWhatWouldBeStoredAndStoresNothing) {
  site.serve("/rss.xml", {.headers = {{"Content-Type", "text/xml; charset=utf-8"}}, .body = feed("News", 2) + "<junk"});
  CommandResult const shown = run({"test", site.url("/rss.xml"), "--allow-private"});
  EXPECT_EQ(shown.status, 0) << shown.errors;
  EXPECT_THAT(shown.output, AllOf(HasSubstr("HTTP 200"), HasSubstr("encoding  utf-8"), HasSubstr("ill-formed:"),
                                  HasSubstr("published 2020-06-29T08:00:00Z"), HasSubstr("Report 1")));
  EXPECT_FALSE(std::filesystem::exists(config.database()));
  auto const as_json = json::parse(run({"test", site.url("/rss.xml"), "--allow-private", "--json"}).output);
  EXPECT_EQ(as_json.at("items").as_array().size(), 2U);
  EXPECT_TRUE(as_json.at("bozo").as_bool());
  CommandResult const none = run({"test", site.url("/none"), "--allow-private"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.errors, HasSubstr("HTTP 404"));
}

TEST_F(FeedCommands, ListSaysWhatIsWrongWithAFileAndListsTheOthers) {
  config.write("feeds.d/broken.yaml", "version: 1\nfeeds:\n  - id: x\n    ulr: y\n");
  CommandResult const listed = run({"list"});
  EXPECT_EQ(listed.status, 2);
  EXPECT_THAT(listed.output, AllOf(HasSubstr("one"), HasSubstr("https://two.example/rss"), Not(HasSubstr("ulr"))));
  EXPECT_THAT(listed.errors, HasSubstr("feeds.d/broken.yaml:4:"));
}

}  // namespace
}  // namespace rasid::test
