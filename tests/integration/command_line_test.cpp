#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/text.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

/// What a command printed, as JSON; null where it is none.
json::value printed(CommandResult const& result) {
  boost::system::error_code wrong;
  json::value value = json::parse(result.output, wrong);
  EXPECT_FALSE(wrong) << result.output << result.errors;
  return value;
}

struct CommandLine : testing::Test {
  ConfigFolder config;

  void SetUp() override {
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }
};

TEST_F(CommandLine, FeedParsePrintsWhatAFeedSays) {
  std::string const feed =
      "<rss version='2.0'><channel><title>Wire</title><link>https://wire.example/</link>"
      "<item><guid>g1</guid><title>One &amp; only</title><link>/one</link>"
      "<pubDate>Mon, 29 Jun 2020 11:00:00 +0300</pubDate></item></channel></rss>";
  CommandResult const result = run_rasid({"feed", "parse", "--base", "https://wire.example/feed", "-"}, feed);
  ASSERT_EQ(result.status, 0) << result.errors;
  json::value const value = printed(result);
  EXPECT_EQ(value.at("format"), "rss20");
  EXPECT_EQ(value.at("feed").at("title"), "Wire");
  json::value const& entry = value.at("entries").at(0);
  EXPECT_EQ(entry.at("title"), "One & only");
  EXPECT_EQ(entry.at("link"), "https://wire.example/one");
  EXPECT_EQ(entry.at("published"), "2020-06-29T08:00:00Z");

  EXPECT_EQ(run_rasid({"feed", "parse", "-"}, "<html></html>").status, 2);
}

TEST_F(CommandLine, PageExtractPrintsTheArticleOfAPage) {
  std::string text;
  for (int i = 0; i < 5; ++i) {
    text +=
        "<p>Officials kept silent about the visit until late in the evening, when two of them spoke to reporters at "
        "the gate, and asked not to be named in any report.</p>";
  }
  std::string const page =
      "<html lang='en'><head><title>A visit</title></head><body><nav><a href='/'>Home</a></nav>"
      "<article><h1>A visit</h1>" +
      text + "</article><footer>Imprint</footer></body></html>";
  CommandResult const result = run_rasid({"page", "extract", "-"}, page);
  ASSERT_EQ(result.status, 0) << result.errors;
  json::value const value = printed(result);
  std::string const shown(value.at("text").as_string());
  EXPECT_THAT(shown, HasSubstr("Officials kept silent"));
  EXPECT_THAT(shown, testing::Not(HasSubstr("Imprint")));
  EXPECT_EQ(value.at("title"), "A visit");
}

TEST_F(CommandLine, ExtractFindsActorsAndPlacesWithOffsetsInCodePoints) {
  CommandResult const result =
      run_rasid({"extract", "--config", config.path().string(), "--json", "-"}, "وصلت رسالة لقآني إلى بغداد.");
  ASSERT_EQ(result.status, 0) << result.errors;
  json::value const value = printed(result);
  EXPECT_EQ(value.at("language"), "ar");
  std::string const text(value.at("text").as_string());
  std::map<std::string, std::string> found;
  for (json::value const& mention : value.at("mentions").as_array()) {
    found[std::string(mention.at("entity").as_string())] =
        sliced(text, mention.at("start").to_number<std::size_t>(), mention.at("end").to_number<std::size_t>());
  }
  EXPECT_THAT(found, testing::ElementsAre(testing::Pair("baghdad", "بغداد"), testing::Pair("qaani", "قآني")));
}

TEST_F(CommandLine, ExtractResolvesRolesByDate) {
  auto const persons_on = [&](std::string const& date) {
    CommandResult const result = run_rasid(
        {"extract", "--config", config.path().string(), "--json", "--date", date, "-"}, "وقال قائد فيلق القدس كلمة.");
    json::value const value = printed(result);
    return std::ranges::count_if(value.at("mentions").as_array(),
                                 [](json::value const& mention) { return mention.at("kind") == "person"; });
  };
  EXPECT_EQ(persons_on("2020-06-29"), 1);
  EXPECT_EQ(persons_on("2019-06-29"), 0);
}

TEST_F(CommandLine, ExplainShowsWhyAWatchHoldsAndWhyNot) {
  auto const explained = [&](std::string const& text) {
    return run_rasid({"explain", "--config", config.path().string(), "qaani-baghdad", "-"},
                     R"({"title": "News", "text": ")" + text + R"(", "published": "2020-06-29"})");
  };
  CommandResult const holds = explained("Qaani came to Baghdad.");
  EXPECT_EQ(holds.status, 0) << holds.errors;
  EXPECT_THAT(holds.output, HasSubstr("Qaani"));
  CommandResult const holds_not = explained("Qaani stayed at home.");
  EXPECT_EQ(holds_not.status, 0);
  EXPECT_NE(holds.output, holds_not.output);

  CommandResult const as_json =
      run_rasid({"explain", "--config", config.path().string(), "--json", "qaani-baghdad", "-"},
                R"({"text": "Qaani in Baghdad"})");
  EXPECT_TRUE(printed(as_json).is_object());

  CommandResult const misspelt = run_rasid({"explain", "--config", config.path().string(), "qaani-bagdad", "-"}, "{}");
  EXPECT_EQ(misspelt.status, 2);
  EXPECT_THAT(misspelt.errors, HasSubstr("qaani-baghdad"));
  EXPECT_EQ(explained(R"(", "colour": "red)").status, 2) << "an unknown key is a slip, not to be passed over";
}

TEST_F(CommandLine, CheckPrintsEveryProblemForMachinesToo) {
  CommandResult const good = run_rasid({"check", "--config", config.path().string(), "--json"});
  EXPECT_EQ(good.status, 0) << good.output;
  EXPECT_EQ(printed(good).at("ok"), true);

  config.write_watches({{"misspelt", R"(actor:"Esmail Qanni")", ""}}, "misspelt");
  config.write("feeds.d/more.yaml", "version: 1\nfeeds:\n  - {id: x, url: ftp://x.example/}\n");
  CommandResult const bad = run_rasid({"check", "--config", config.path().string(), "--json"});
  EXPECT_EQ(bad.status, 2);
  json::value const value = printed(bad);
  EXPECT_EQ(value.at("ok"), false);
  std::map<std::string, json::value> by_file;
  for (json::value const& problem : value.at("problems").as_array()) {
    by_file.emplace(problem.at("file").as_string(), problem);
  }
  ASSERT_TRUE(by_file.contains("rules.d/misspelt.yaml"));
  EXPECT_EQ(by_file.at("rules.d/misspelt.yaml").at("line"), 4);
  EXPECT_THAT(std::string(by_file.at("rules.d/misspelt.yaml").at("remedy").as_string()), HasSubstr("Esmail Qaani"));
  ASSERT_TRUE(by_file.contains("feeds.d/more.yaml"));
  EXPECT_EQ(by_file.at("feeds.d/more.yaml").at("line"), 3);
}

}  // namespace
}  // namespace rasid::test
