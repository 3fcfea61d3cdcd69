#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "daemon/cli/commands.h"
#include "tests/support/temp_folder.h"

namespace rasid::cli {
namespace {

using testing::HasSubstr;

class Explain : public testing::Test {
 protected:
  Explain() {
    folder.write("config/rasid.yaml", "sinks:\n  - {id: desk, type: log}\n");
    folder.write("config/feeds.d/a.yaml", "feeds: [{id: irna, url: 'https://a.example/rss', tags: [agency]}]\n");
    folder.write("config/rules.d/a.yaml",
                 "version: 1\nwatches:\n  - {id: raids, when: 'raid tag:agency', sinks: [desk]}\n");
  }
  /// The exit status; what was printed is in `out` and `err`.
  int explain_of(std::string const& article, std::string const& watch = "raids") {
    auto const file = folder.write("article.json", article);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int const status = explain({.config = folder / "config", .watch = watch, .article = file.string(), .json = true});
    std::cout.flush();
    out = testing::internal::GetCapturedStdout();
    err = testing::internal::GetCapturedStderr();
    return status;
  }

  [[nodiscard]] bool holds() const { return boost::json::parse(out).at("holds").as_bool(); }

  test::TempFolder folder;
  std::string out;
  std::string err;
};

TEST_F(Explain, SaysThatAWatchHoldsWhereItHoldsInTheDaemon) {
  ASSERT_EQ(explain_of(R"({"text": "A raid in the north.", "feed": "irna"})"), done) << err;
  EXPECT_TRUE(holds()) << "the feed's tags count, as they do when the daemon reads it";
  ASSERT_EQ(explain_of(R"({"text": "A raid in the north.", "feed": "other"})"), done) << err;
  EXPECT_FALSE(holds());
}

TEST_F(Explain, NamesTheNearestWatchWhereThereIsNoneOfThatId) {
  EXPECT_EQ(explain_of(R"({"text": "x"})", "riads"), wrong_input);
  EXPECT_THAT(err, HasSubstr("did you mean \"raids\"?"));
}

TEST_F(Explain, SaysWhatIsWrongWithTheArticle) {
  EXPECT_EQ(explain_of("{"), wrong_input);
  EXPECT_THAT(err, HasSubstr("article.json:1:2: error: not valid JSON"));
}

}  // namespace
}  // namespace rasid::cli
