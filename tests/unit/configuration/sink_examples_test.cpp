#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/read_settings.h"
#include "tests/unit/configuration/folder.h"
#include "tests/unit/configuration/schema.h"

namespace rasid::configuration {
namespace {

std::string content(std::string const& name) {
  std::ifstream file(std::filesystem::path(RASID_SOURCE_DIR) / name);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// Every secret file that an example names, with something of the right kind in it.
void write_secrets(test::TempFolder const& folder, std::string const& yaml) {
  for (std::size_t at = yaml.find("secrets/"); at != std::string::npos; at = yaml.find("secrets/", at + 1)) {
    std::string const name = yaml.substr(at, yaml.find_first_of(",} \n", at) - at);
    bool const url = name.ends_with("-url");
    folder.write(name, name == "secrets/hook" ? secret_text : url ? "https://hooks.example/x" : "t0ken");
  }
}

void expect_usable(std::string const& yaml) {
  test::TempFolder const folder;
  write_secrets(folder, yaml);
  folder.write("rasid.yaml", yaml);
  Diagnostics problems;
  Settings const settings = read_settings(folder.path(), problems);
  EXPECT_TRUE(problems.empty()) << rendered(problems);
  EXPECT_FALSE(settings.sinks.empty());
  EXPECT_EQ(Schema("rasid").complaints(YAML::Load(yaml)), "");
}

TEST(SinkExamples, AreUsableAsTheyStand) {
  expect_usable(content("config/examples/sinks.yaml"));
}

TEST(SinkExamples, ShowEveryType) {
  std::string const examples = content("config/examples/sinks.yaml");
  std::string const page = content("docs/sinks.md");
  for (std::string const& name : sinks::preset_names()) {
    EXPECT_THAT(examples, testing::ContainsRegex("type: " + name + "[ \n]"));
    EXPECT_THAT(page, testing::HasSubstr("`" + name + "`"));
  }
}

TEST(SinkExamples, OfTheManualAreUsable) {
  std::string const page = content("docs/sinks.md");
  std::size_t count = 0;
  for (std::size_t at = page.find("```yaml\n"); at != std::string::npos; at = page.find("```yaml\n", at + 1)) {
    std::size_t const begin = at + 8;
    expect_usable(page.substr(begin, page.find("```", begin) - begin));
    ++count;
  }
  EXPECT_GE(count, 1U);
}

}  // namespace
}  // namespace rasid::configuration
