#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/support/temp_folder.h"

namespace rasid::test {
namespace {

using testing::HasSubstr;

std::string contents(std::filesystem::path const& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Adopting, PrintsAnEntryThatAWatchlistTakes) {
  CommandResult const result = run_rasid({"names", "adopt", "سامي الخطيب", "--group", "desk"}, "");
  ASSERT_EQ(result.status, 0) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("kind: person"));
  EXPECT_THAT(result.output, HasSubstr("groups: ['desk']"));
  EXPECT_THAT(result.output, HasSubstr("any: ['سامي الخطيب']"));
}

TEST(Adopting, AppendsToAWatchlistOnceAndLeavesOthersAlone) {
  TempFolder const folder;
  std::string const file = (folder.path() / "mine.yaml").string();
  ASSERT_EQ(run_rasid({"names", "adopt", "Martin O'Hara", "--to", file}, "").status, 0);
  std::string const once = contents(file);
  EXPECT_THAT(once, HasSubstr("version: 1\nactors:\n  - id: martin-ohara\n"));
  EXPECT_THAT(once, HasSubstr("any: ['Martin O''Hara']"));
  CommandResult const again = run_rasid({"names", "adopt", "Martin O'Hara", "--to", file}, "");
  EXPECT_EQ(again.status, 2);
  EXPECT_EQ(contents(file), once);
  ASSERT_EQ(run_rasid({"names", "adopt", "Ocean Trust", "--type", "organisation", "--to", file}, "").status, 0);
  EXPECT_THAT(contents(file), HasSubstr("id: ocean-trust\n    kind: organisation"));

  std::string const places = (folder.path() / "places.yaml").string();
  std::string const listed =
      "version: 1\nplaces:\n  - {id: x, label: X, kind: city, point: [1, 2], names: {en: [Xtown]}}\n";
  std::ofstream(places) << listed;
  EXPECT_EQ(run_rasid({"names", "adopt", "Martin", "--to", places}, "").status, 2);
  EXPECT_EQ(contents(places), listed);
}

TEST(Adopting, RefusesWhatHasNoLetters) {
  EXPECT_EQ(run_rasid({"names", "adopt", "…"}, "").status, 2);
  EXPECT_EQ(run_rasid({"names", "adopt", "X", "--type", "ship"}, "").status, 2);
}

TEST(Names, NeedADatabase) {
  ConfigFolder config;
  config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
  CommandResult const result =
      run_rasid({"names", "--config", config.path().string(), "--store", (config.path() / "none.db").string()}, "");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.errors, HasSubstr("none.db"));
  EXPECT_EQ(run_rasid({"names", "--config", config.path().string(), "--since", "soon"}, "").status, 2);
}

}  // namespace
}  // namespace rasid::test
