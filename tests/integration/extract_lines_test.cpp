#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct ExtractLines : testing::Test {
  ConfigFolder config;

  void SetUp() override {
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
    config.write_watches({{"qaani-baghdad", R"(actor:"Esmail Qaani" AND place:Baghdad)", ""}});
  }

  CommandResult extract(std::string const& lines) {
    return run_rasid({"extract", "--config", config.path().string(), "--jsonl", "-"}, lines);
  }
};

std::vector<json::object> objects(std::string const& lines) {
  std::vector<json::object> out;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) out.push_back(json::parse(line).as_object());
  return out;
}

TEST_F(ExtractLines, WritesEachTextWithItsNamesInCodePoints) {
  CommandResult const result = extract(R"({"id":"a","lang":"ar","text":"وصلت رسالة لقآني إلى بغداد.","desk":7})"
                                       "\n");
  ASSERT_EQ(result.status, 0) << result.errors;
  EXPECT_THAT(result.errors, IsEmpty());
  auto const lines = objects(result.output);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].at("id"), "a");
  EXPECT_EQ(lines[0].at("lang"), "ar");
  EXPECT_EQ(lines[0].at("text"), "وصلت رسالة لقآني إلى بغداد.");
  EXPECT_EQ(lines[0].at("desk"), 7) << "what else a line says is kept";
  json::array const& entities = lines[0].at("entities").as_array();
  ASSERT_EQ(entities.size(), 2U) << result.output;
  EXPECT_EQ(entities[0].at("type"), "PER");
  EXPECT_EQ(entities[0].at("text"), "قآني");
  EXPECT_EQ(entities[0].at("start"), 12);
  EXPECT_EQ(entities[0].at("end"), 16);
  EXPECT_EQ(entities[1].at("type"), "LOC");
  EXPECT_EQ(entities[1].at("entity"), "baghdad");
  EXPECT_NEAR(entities[1].at("lat").as_double(), 33.3, 0.2);
  EXPECT_NEAR(entities[1].at("lon").as_double(), 44.4, 0.2);
}

TEST_F(ExtractLines, KeepsTheOrderOfManyLines) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) {
    std::string text = "Talks in Baghdad.";
    if (i % 7 == 0) text = std::string(20'000, 'x') + ' ' + text;
    lines += json::serialize(json::object{{"id", i}, {"text", text}, {"entities", json::array{1, 2}}}) + '\n';
  }
  CommandResult const result = extract(lines);
  ASSERT_EQ(result.status, 0) << result.errors;
  auto const written = objects(result.output);
  ASSERT_EQ(written.size(), 3000U);
  for (int i = 0; i < 3000; ++i) {
    EXPECT_EQ(written[static_cast<std::size_t>(i)].at("id"), i);
    EXPECT_EQ(written[static_cast<std::size_t>(i)].at("entities").as_array().size(), 1U);
  }
}

TEST_F(ExtractLines, NamesBadLinesAndGoesOn) {
  CommandResult const result = extract(
      "{\"id\":1,\"text\":\"Baghdad\"}\n"
      "not json\n"
      "\n"
      "[1]\r\n"
      "{\"id\":2}\n"
      "{\"id\":3,\"text\":\"\xff\"}\n"
      "{\"id\":4,\"text\":\"Baghdad\",\"published\":\"soon\"}\n"
      "{\"id\":5,\"text\":\"\\u0000Baghdad\"}\r\n"
      "{\"id\":6,\"text\":\"Baghdad\"}");
  EXPECT_EQ(result.status, 2);
  auto const lines = objects(result.output);
  ASSERT_EQ(lines.size(), 3U) << result.output;
  EXPECT_EQ(lines[1].at("id"), 5);
  EXPECT_EQ(lines[1].at("entities").at(0).at("start"), 1);
  EXPECT_EQ(lines[2].at("id"), 6);
  EXPECT_THAT(result.errors, HasSubstr("-:2: error: not valid JSON"));
  EXPECT_THAT(result.errors, HasSubstr("-:4: error: must be a JSON object"));
  EXPECT_THAT(result.errors, HasSubstr("-:5: error: needs \"text\", a string"));
  EXPECT_THAT(result.errors, HasSubstr("-:6: error: not valid JSON"));
  EXPECT_THAT(result.errors, HasSubstr("-:7: error: \"published\" must be a date"));
  EXPECT_THAT(result.errors, Not(HasSubstr("-:3:")));
}

TEST_F(ExtractLines, SkipsALineWithoutEnd) {
  CommandResult const result =
      extract("{\"id\":1,\"text\":\"" + std::string(33U << 20U, 'x') + "\"}\n{\"id\":2,\"text\":\"Baghdad\"}\n");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("-:1: error: longer than 32 MiB"));
  ASSERT_EQ(objects(result.output).size(), 1U);
}

TEST_F(ExtractLines, CountsComplaintsThatAreTooManyToRead) {
  std::string lines;
  for (int i = 0; i < 500; ++i) lines += "?\n";
  CommandResult const result = extract(lines);
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("-: error: 400 lines more"));
}

TEST_F(ExtractLines, IsNotToBeMixedWithOtherForms) {
  EXPECT_EQ(run_rasid({"extract", "--config", config.path().string(), "--jsonl", "--json", "-"}, "").status, 2);
  CommandResult const result =
      run_rasid({"extract", "--config", config.path().string(), "--jsonl", "/nowhere.jsonl"}, "");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("/nowhere.jsonl: error: No such file"));
}

}  // namespace
}  // namespace rasid::test
