#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/cli/input.h"
#include "tests/support/temp_folder.h"

namespace rasid::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Reads an article that must be refused; gives what was said about it.
std::string refused(std::string const& json) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(read_article(json, "a.json")) << json;
  return testing::internal::GetCapturedStderr();
}

TEST(ArticleInput, TakesEveryKey) {
  auto const article = read_article(
      R"({"title": "قآني", "text": "وصل\n\nغادر", "feed": "irna", "url": "https://a.example/1", "lang": "ar",
          "author": "A. B.", "published": "2020-06-29T10:00:00+03:00", "tags": ["iran", "iraq"]})",
      "a.json");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "قآني");
  EXPECT_EQ(article->body, "وصل\n\nغادر");
  EXPECT_EQ(article->feed.value, "irna");
  EXPECT_EQ(article->url, "https://a.example/1");
  EXPECT_EQ(article->language, "ar");
  EXPECT_EQ(article->author, "A. B.");
  EXPECT_EQ(article->published, parse_rfc3339("2020-06-29T07:00:00Z"));
  EXPECT_THAT(article->tags, ElementsAre("iran", "iraq"));
  EXPECT_GT(article->fetched, Timestamp{});
}

TEST(ArticleInput, NeedsATextOrATitleOnly) {
  EXPECT_TRUE(read_article(R"({"text": "x"})", "a.json"));
  EXPECT_TRUE(read_article(R"({"title": "x", "text": null, "published": null, "tags": null})", "a.json"));
  EXPECT_EQ(refused("{}"), "a.json: error: needs \"text\" (or a \"title\" at least)\n");
}

TEST(ArticleInput, NamesTheKeyThatIsUnknownOrIllTyped) {
  EXPECT_THAT(refused(R"({"text": "x", "body": "y"})"), HasSubstr("unknown key \"body\"; known: title, text"));
  EXPECT_THAT(refused(R"({"text": 5})"), HasSubstr("\"text\" must be a string"));
  EXPECT_THAT(refused(R"({"text": "x", "published": "yesterday"})"), HasSubstr("\"published\" must be a date like"));
  EXPECT_THAT(refused(R"({"text": "x", "tags": "iran"})"), HasSubstr("\"tags\" must be a list of strings"));
  EXPECT_THAT(refused(R"({"text": "x", "tags": [1]})"), HasSubstr("\"tags\" must be a list of strings"));
}

TEST(ArticleInput, SaysWhereTheJsonIsBroken) {
  EXPECT_THAT(refused("{\n  \"text\": \"x\",\n  ب\n}"), HasSubstr("a.json:3:3: error: not valid JSON"));
  EXPECT_THAT(refused("{\"text\": \"x\""), HasSubstr("a.json:1:13: error: not valid JSON"));
  EXPECT_THAT(refused("{\"text\": \"x\"}\n{}"), HasSubstr("a.json:2:1: error: something follows"));
  EXPECT_THAT(refused(""), HasSubstr("not valid JSON"));
  EXPECT_THAT(refused("[1]"), HasSubstr("must be a JSON object"));
  EXPECT_TRUE(read_article("{\"text\": \"x\"}\n \n", "a.json"));
}

TEST(ArticleInput, RefusesNestingWithoutEnd) {
  EXPECT_THAT(refused(R"({"text": )" + std::string(100'000, '[')), HasSubstr("not valid JSON"));
}

TEST(ArticleInput, HoldsNoNulWhereverItCameFrom) {
  auto const article = read_article(R"({"text": "a\u0000b", "tags": ["c\u0000d"]})", "a.json");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->body, "a\uFFFDb");
  EXPECT_THAT(article->tags, ElementsAre("c\uFFFDd"));
}

TEST(Input, IsReadWhole) {
  test::TempFolder const folder;
  std::string content(200'000, 'x');
  content[70'000] = '\0';
  EXPECT_EQ(read_input(folder.write("a", content).string()), content);
  EXPECT_EQ(read_input(folder.write("empty", "").string()), "");
}

TEST(Input, ThatIsMissingOrAFolderIsSaid) {
  test::TempFolder const folder;
  testing::internal::CaptureStderr();
  EXPECT_FALSE(read_input((folder / "none").string()));
  EXPECT_FALSE(read_input(folder.path().string()));
  std::string const said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr("none: error: No such file or directory"));
  EXPECT_THAT(said, HasSubstr(": error: is a folder"));
}

TEST(Input, BeyondWhatIsAllowedIsRefusedAndNotCut) {
  test::TempFolder const folder;
  auto const file = folder.write("large", "");
  std::filesystem::resize_file(file, (256U << 20U) + 1);  // sparse
  testing::internal::CaptureStderr();
  EXPECT_FALSE(read_input(file.string()));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("larger than 256 MiB"));
}

TEST(Configuration, IsGivenWithItsProblemsSaid) {
  test::TempFolder const folder;
  folder.write("rasid.yaml", "version: 1\nsinks:\n  - {id: desk, type: log}\n");
  folder.write("rules.d/a.yaml", "version: 1\nwatches: []\n");
  EXPECT_TRUE(load_or_say_why_not(folder.path()));
  folder.write("rasid.yaml", "version: 1\nlog_levl: info\n");
  testing::internal::CaptureStderr();
  EXPECT_FALSE(load_or_say_why_not(folder.path()));
  std::string const said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr("rasid.yaml:2:1: error: rasid.yaml has no key \"log_levl\""));
  EXPECT_THAT(said, HasSubstr("did you mean \"log_level\"?"));
}

}  // namespace
}  // namespace rasid::cli
