#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct ConfigShow : testing::Test {
  ConfigFolder config;

  CommandResult show(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"config", "show", "-c", config.path().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_rasid(arguments);
  }
  json::value as_json(std::string const& key) const {
    CommandResult const result = show({"--json", key});
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output).at(key);
  }
};

TEST_F(ConfigShow, GivesWhatIsWrittenAndTheDefaultsOfTheRest) {
  config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
  json::value const polling = as_json("polling");
  EXPECT_EQ(polling.at("interval"), "200ms");
  EXPECT_EQ(polling.at("connections"), 64) << "the default";
  EXPECT_EQ(as_json("time_zone"), "UTC");
  EXPECT_TRUE(as_json("push").is_null());
}

TEST_F(ConfigShow, WritesAFileThatCanBeReadAgain) {
  config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
  std::string yaml = show().output;
  EXPECT_THAT(yaml, HasSubstr("polling:\n  interval: 200ms\n"));
  // Where the address is no secret nothing is left out but what has no value.
  std::string cleaned;
  for (std::size_t at = 0; at < yaml.size();) {
    std::size_t const end = std::min(yaml.find('\n', at), yaml.size() - 1);
    std::string const line = yaml.substr(at, end + 1 - at);
    if (line.find(": null") == std::string::npos) cleaned += line;
    at = end + 1;
  }
  config.write("rasid.yaml", cleaned);
  EXPECT_EQ(run_rasid({"check", "-c", config.path().string()}).status, 0) << cleaned;
}

TEST_F(ConfigShow, ShowsNoSecret) {
  config.write("secrets/hook", "https://hooks.example.org/services/T0/B0/inafile\n");
  config.write("secrets/desk", ConfigFolder::secret());
  config.write("secrets/key", "sesame4\n");
  config.write("secrets/password", "sesame5\n");
  config.write("rasid.yaml", R"(version: 1
fetch: {proxy: {url: "http://127.0.0.1:3128", user: reader, password: {file: secrets/password}}}
sinks:
  - {id: chat, type: slack, url_file: secrets/hook}
  - id: desk
    type: webhook
    url: https://desk.example.org/hooks/sesame1?key=sesame2
    secret_file: secrets/desk
    headers: {X-Token: sesame3, Authorization: {file: secrets/key}}
  - {id: script, type: command, command: [/bin/true, --token, sesame6], environment: {TOKEN: sesame7}}
)");
  CommandResult const shown = show();
  ASSERT_EQ(shown.status, 0) << shown.errors;
  EXPECT_THAT(shown.output, AllOf(Not(HasSubstr("sesame")), Not(HasSubstr("inafile")), Not(HasSubstr("whsec_"))));
  EXPECT_THAT(shown.output,
              AllOf(HasSubstr("https://desk.example.org/…"), HasSubstr("url_file: secrets/hook"),
                    HasSubstr("X-Token: (hidden)"), HasSubstr("file: secrets/key"), HasSubstr("user: reader")));
}

TEST_F(ConfigShow, SaysWhichKeysThereAre) {
  config.write_settings({});
  CommandResult const result = show({"poling"});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("polling"));
}

TEST_F(ConfigShow, OfABrokenFileSaysWhereItIsBroken) {
  config.write("rasid.yaml", "version: 1\npolling: {interval: soon}\nsinks: [\n");
  CommandResult const result = show();
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("rasid.yaml:"));
}

}  // namespace
}  // namespace rasid::test
