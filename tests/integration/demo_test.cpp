#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/child_process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using namespace std::chrono_literals;

/// `rasid demo` over a copy of the shipped configuration, which a test may change.
class Demo : public testing::Test {
 protected:
  Demo() {
    std::filesystem::copy(RASID_SOURCE_DIR "/config", folder_ / "config", std::filesystem::copy_options::recursive);
    process_.emplace(
        Command{.arguments = {RASID_BINARY, "demo", "-c", (folder_ / "config").string(), "--over", "5s", "--no-colour"},
                .environment = {},
                .input = {},
                .output = folder_ / "output",
                .errors = folder_ / "errors"});
  }

  bool shows(std::string const& text) {
    return wait_for([&] { return output().find(text) != std::string::npos; }, 60s);
  }

  [[nodiscard]] std::string output() const {
    std::ifstream file(folder_ / "output", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// The alert of a watch on an article of a feed, as printed; empty where there is none.
  [[nodiscard]] std::string alert(std::string const& watch, std::string const& feed) const {
    std::string const all = output();
    for (std::size_t at = all.find("▌"); at != std::string::npos;) {
      std::size_t const next = all.find("▌", at + 1);
      std::string block = all.substr(at, next - at);
      if (block.find("[" + watch + "]") != std::string::npos &&
          block.find("source    " + feed + " ") != std::string::npos)
        return block;
      at = next;
    }
    return {};
  }

  TempFolder folder_;
  std::optional<ChildProcess> process_;
};

TEST_F(Demo, AlertsOnTheSameStoryInFiveLanguagesAndStaysSilentOnTheRest) {
  for (std::string const feed : {"demo-daily", "demo-agency", "demo-hebrew", "demo-russian", "demo-wire"}) {
    EXPECT_TRUE(wait_for([&] { return !alert("qaani-baghdad", feed).empty(); }, 60s)) << feed << "\n" << output();
  }
  EXPECT_TRUE(shows("Libraries find a nice way"));
  EXPECT_THAT(alert("qaani-baghdad", "demo-daily"),
              testing::HasSubstr("«قآني» يأمر الفصائل بالانتشار في «المنطقة الخضراء»"));
  EXPECT_THAT(output(), testing::Not(testing::HasSubstr("title     \u2068Libraries")));
  EXPECT_THAT(output(), testing::Not(testing::HasSubstr("title     \u2068مباراة")));

  process_->send(SIGINT);
  auto const ended = process_->wait();
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->status, 0);
  EXPECT_THAT(output(), testing::HasSubstr("every signature valid"));
}

TEST_F(Demo, FiresAWatchThatWasAddedWhileItRuns) {
  ASSERT_TRUE(shows("[qaani-baghdad]"));
  folder_.write("config/rules.d/mine.yaml",
                "version: 1\nwatches:\n  - {id: match-in-baghdad, title: Football, sinks: [desk], when: 'title:مباراة "
                "AND place:Baghdad'}\n");
  process_->send(SIGHUP);
  EXPECT_TRUE(shows("configuration reloaded")) << output();
  EXPECT_TRUE(wait_for([&] { return !alert("match-in-baghdad", "demo-evening").empty(); }, 60s)) << output();
}

}  // namespace
}  // namespace rasid::test
