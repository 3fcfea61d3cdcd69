#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct BadInput : testing::Test {
  ConfigFolder config;

  void SetUp() override { config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}); }

  [[nodiscard]] CommandResult run() const { return run_rasid({"run", "--config", config.path().string()}); }
};

TEST_F(BadInput, AMainFileThatIsNoYamlIsNamedWithLineAndColumn) {
  config.write("rasid.yaml", "version: 1\npolling: {interval: 1m\nlog_level: info\n");
  CommandResult const result = run();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, testing::ContainsRegex("rasid\\.yaml:[0-9]+:[0-9]+: error: "));
  EXPECT_THAT(result.errors, HasSubstr("rasid check -c")) << "what to do about it";
}

TEST_F(BadInput, AnUnknownKeyIsNamedWithTheOneThatWasMeant) {
  config.write("rasid.yaml", "version: 1\npolling:\n  intervall: 1m\n");
  CommandResult const result = run();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("rasid.yaml:3:3: error: "), HasSubstr("intervall"),
                                   HasSubstr("did you mean \"interval\"")));
}

TEST_F(BadInput, ASecretThatIsNotThereSaysWhereAndHowToMakeOne) {
  config.write("rasid.yaml",
               "version: 1\nsinks:\n  - id: desk\n    type: webhook\n    url: https://desk.example/\n"
               "    secret_file: secrets/none\n");
  CommandResult const result = run();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("rasid.yaml:6:"), HasSubstr("secrets/none"), HasSubstr("whsec_")));
}

TEST_F(BadInput, ABrokenWatchlistStopsTheStartSinceEveryWatchDependsOnIt) {
  config.write("watchlists/more.yaml", "version: 1\nactors:\n  - id: nameless\n    kind: person\n    label: X\n");
  CommandResult const result = run();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("watchlists/more.yaml:3:"));
}

TEST_F(BadInput, AFolderThatIsNotThereIsSaid) {
  CommandResult const result = run_rasid({"run", "--config", (config.path() / "nowhere").string()});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("nowhere"), HasSubstr("--config")));
}

TEST_F(BadInput, AFolderWithoutAMainFileIsSaid) {
  std::filesystem::remove(config.path() / "rasid.yaml");
  CommandResult const result = run();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("rasid.yaml"));
}

TEST_F(BadInput, AnUnknownFlagOrCommandIsSaidWithTheHelp) {
  CommandResult const flag = run_rasid({"run", "--confg", config.path().string()});
  EXPECT_EQ(flag.status, 2);
  EXPECT_THAT(flag.errors, AllOf(HasSubstr("--confg"), HasSubstr("--config")));
  CommandResult const command = run_rasid({"rnu"});
  EXPECT_EQ(command.status, 2);
  EXPECT_THAT(command.errors, HasSubstr("rnu"));
  EXPECT_EQ(run_rasid({}).status, 2);
  EXPECT_EQ(run_rasid({"--help"}).status, 0);
}

TEST_F(BadInput, ADatabaseThatAnotherRasidHoldsIsLeftAlone) {
  DaemonProcess const first(config);
  ASSERT_TRUE(first.wait_for_log("started")) << first.log();
  CommandResult const second = run();
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.errors, AllOf(HasSubstr("rasid.db"), HasSubstr("process " + std::to_string(first.id()))));
}

TEST_F(BadInput, AFileThatIsNoDatabaseIsNotTouched) {
  std::string const letter =
      "Dear Sir or Madam, this is no database but a letter of some length, kept here by mistake.";
  config.write("rasid.db", letter);
  CommandResult const result = run();
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.errors, HasSubstr("rasid.db"));
  EXPECT_EQ(content_of(config.database()), letter);
}

TEST_F(BadInput, ADamagedDatabaseIsSaidAtTheStart) {
  NewsSite site;
  config.write_feeds({{"wire", site.feed_url("wire"), ""}});
  for (int i = 0; i < 40; ++i) {
    site.publish("wire", {"story-" + std::to_string(i), "A story " + std::to_string(i), std::string(900, 'x'), ""});
  }
  {
    DaemonProcess daemon(config);
    Stored const stored(config.database());
    ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == 40; }));
    auto const ended = daemon.stop();
    ASSERT_TRUE(ended && ended->status == 0);
  }
  // The first page, which holds the schema, behind the header that says "SQLite".
  std::string bytes = content_of(config.database());
  ASSERT_GT(bytes.size(), 4096U);
  std::fill(bytes.begin() + 100, bytes.begin() + 4096, '\xA5');
  config.write("rasid.db", bytes);
  CommandResult const result = run();
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("rasid.db"), HasSubstr("the database cannot be opened")));
}

}  // namespace
}  // namespace rasid::test
