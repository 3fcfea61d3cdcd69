#include "extractors/yaml/yaml.h"

#include <gtest/gtest.h>

namespace rasid::yaml {
namespace {

File parsed(std::string_view content) {
  auto file = parse("x.yaml", content);
  EXPECT_TRUE(file) << render(file.error());
  return file ? *std::move(file) : File{};
}

TEST(Yaml, KeepsThePlaceOfEachValue) {
  File const file = parsed("a: 1\nقائمة:\n  - name: بغداد\n");
  Value const* list = file.root.find("قائمة");
  ASSERT_NE(list, nullptr);
  Value const* name = list->items.at(0).find("name");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->text, "بغداد");
  EXPECT_EQ(name->line, 3U);
  EXPECT_EQ(name->column, 11U);
}

TEST(Yaml, TellsNullFromAnEmptyString) {
  File const file = parsed("a:\nb: ''\nc: ~\nd: 'null'\n");
  EXPECT_EQ(file.root.find("a")->kind, Value::Kind::null);
  EXPECT_EQ(file.root.find("b")->kind, Value::Kind::scalar);
  EXPECT_EQ(file.root.find("c")->kind, Value::Kind::null);
  EXPECT_EQ(file.root.find("d")->text, "null");
}

TEST(Yaml, SaysWhereAFileStopsBeingYaml) {
  auto const file = parse("x.yaml", "a: 1\nb: [1, 2\nc: 3\n");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().file, "x.yaml");
  EXPECT_GE(file.error().line, 2U);
}

TEST(Yaml, RefusesAliasesSinceTheyCanUnfoldWithoutEnd) {
  auto const bomb = parse("x.yaml", "a: &a [x, x]\nb: [*a, *a]\n");
  ASSERT_FALSE(bomb);
  EXPECT_NE(bomb.error().message.find("not supported"), std::string::npos);
}

TEST(Yaml, RefusesAKeyTwiceInOneMap) {
  auto const twice = parse("x.yaml", "id: one\nwhen: x\nid: two\n");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().line, 3U);
}

TEST(Yaml, RefusesNestingBeyondItsLimit) {
  std::string deep(100'000, '[');
  EXPECT_FALSE(parse("x.yaml", deep));
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_FALSE(parse("x.yaml", "a: 1\n---\nb: 2\n"));
}

TEST(Yaml, ReadsAnEmptyFileAsNothing) {
  EXPECT_EQ(parsed("").root.kind, Value::Kind::null);
}

TEST(Yaml, SaysThatAFileCannotBeRead) {
  auto const missing = load("/nonexistent/x.yaml", "x.yaml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().file, "x.yaml");
}

struct StyleCase {
  std::string says;
  std::string yaml;
  unsigned line, column;
};

class ErrorInside : public testing::TestWithParam<StyleCase> {};

TEST_P(ErrorInside, PointsAtTheWordWhateverTheScalarsStyle) {
  File const file = parsed(GetParam().yaml);
  Value const& when = *file.root.find("when");
  std::size_t const offset = when.text.find("WRONG");
  ASSERT_NE(offset, std::string::npos) << when.text;
  Diagnostic const d = file.error_inside(when, offset, 5, "no");
  EXPECT_EQ(d.line, GetParam().line);
  EXPECT_EQ(d.column, GetParam().column);
  EXPECT_EQ(d.length, 5U);
  EXPECT_NE(d.source_line.find("WRONG"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(, ErrorInside,
                         testing::Values(StyleCase{"Plain", "when: بغداد AND WRONG\n", 1, 17},
                                         StyleCase{"SingleQuoted", "when: 'it''s AND WRONG'\n", 1, 18},
                                         StyleCase{"DoubleQuoted", "when: \"\\\"a b\\\" AND WRONG\"\n", 1, 20},
                                         StyleCase{"Literal", "when: |\n  first OR\n  second WRONG\n", 3, 10},
                                         StyleCase{"Folded", "when: >-\n    first OR\n    second\n    AND WRONG\n", 4,
                                                   9},
                                         StyleCase{"PlainOverTwoLines", "when: first OR\n  WRONG\n", 2, 3}),
                         [](auto const& i) { return i.param.says; });

}  // namespace
}  // namespace rasid::yaml
