#include <gtest/gtest.h>

#include <random>

#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

// A second, simple-minded reading of the language: a text is paragraphs of sentences of words, and a condition is
// asked of a list of sentences. Random conditions must come out the same by both.

using Words = std::vector<std::string>;
struct Line {
  Words words;
  unsigned paragraph = 0;
};
using Lines = std::vector<Line>;

bool has(Line const& line, Value const& value) {
  std::string const& want = value.text;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    std::string const& word = line.words[i];
    if (value.form == Form::prefix ? word.starts_with(want) : word == want) return true;
    if (value.form == Form::phrase && i + 1 < line.words.size() && word + " " + line.words[i + 1] == want) return true;
  }
  return false;
}

bool naive(Node const& node, Lines const& lines) {
  auto const here = [&](Node const& child) { return naive(child, lines); };
  switch (node.kind) {
    case Node::Kind::term:
      return std::ranges::any_of(lines, [&](Line const& line) { return has(line, node.value); });
    case Node::Kind::all:
      return std::ranges::all_of(node.children, here);
    case Node::Kind::any:
      return std::ranges::any_of(node.children, here);
    case Node::Kind::none:
      return !here(node.children.front());
    case Node::Kind::sentence:
      return std::ranges::any_of(lines, [&](Line const& line) { return naive(node.children.front(), {line}); });
    case Node::Kind::near:  // see compiled_test.cpp
    case Node::Kind::paragraph:
    case Node::Kind::title:
      break;
  }
  for (unsigned paragraph = 0; paragraph < 3; ++paragraph) {
    Lines inside;
    std::ranges::copy_if(lines, std::back_inserter(inside),
                         [&](Line const& line) { return line.paragraph == paragraph; });
    bool const counts = node.kind == Node::Kind::title ? paragraph == 0 : true;
    if (counts && !inside.empty() && naive(node.children.front(), inside)) return true;
  }
  return false;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  unsigned operator()(unsigned sides) { return static_cast<unsigned>(random_() % sides); }

 private:
  std::mt19937 random_;
};

std::vector<std::string> const vocabulary = {"raid", "raider", "rocket", "zone", "بغداد", "зона"};

std::string random_condition(Dice& dice, unsigned depth) {
  auto const part = [&] { return random_condition(dice, depth - 1); };
  std::string const& word = vocabulary[dice(6)];
  switch (depth == 0 ? dice(3) : dice(10)) {
    case 0:
      return word;
    case 1:
      return dice(2) == 0 ? "rai*" : "ro*";
    case 2:
      return "\"" + word + " " + vocabulary[dice(6)] + "\"";
    case 3:
    case 4:
      return "(" + part() + " AND " + part() + ")";
    case 5:
      return "(" + part() + " OR " + part() + ")";
    case 6:
      return "NOT " + part();
    case 7:
      return "sentence(" + part() + ")";
    case 8:
      return "paragraph(" + part() + ")";
    default:
      return "title(" + part() + ")";
  }
}

Lines random_lines(Dice& dice) {
  Lines out;
  for (unsigned paragraph = 0; paragraph < 3; ++paragraph) {
    for (unsigned sentences = paragraph == 0 ? 1 : 1 + dice(3); sentences > 0; --sentences) {
      Line line{.paragraph = paragraph};
      for (unsigned words = 1 + dice(3); words > 0; --words) line.words.push_back(vocabulary[dice(6)]);
      out.push_back(std::move(line));
    }
  }
  return out;
}

Report written(Lines const& lines) {
  std::string title;
  std::string body;
  unsigned before = 1;
  for (Line const& line : lines) {
    std::string text = "The";  // a capital, so that the sentence before it is seen to end
    for (std::string const& word : line.words) text += " " + word;
    if (line.paragraph == 0) {
      title = text;
      continue;
    }
    if (!body.empty()) body += line.paragraph == before ? " " : "\n\n";
    before = line.paragraph;
    body += text + ".";
  }
  return Report(body, title);
}

/// Expressions that hold on nothing are refused in a watch, but must still be evaluated rightly where they are a part.
TEST(Evaluation, AgreesWithASimpleMindedOneOnRandomConditions) {
  Dice dice(29062020);
  unsigned tried = 0;
  unsigned held = 0;
  for (int round = 0; round < 4000; ++round) {
    auto const condition = parse_condition(random_condition(dice, 4));
    ASSERT_TRUE(condition);
    if (holds_on_nothing(condition->root)) continue;
    Lines const lines = random_lines(dice);
    Report const report = written(lines);
    ASSERT_EQ(report.document().sentences().size(), lines.size()) << report.document().text();
    bool const expected = naive(condition->root, lines);
    auto const match = match_of(condition->source, report);
    ASSERT_EQ(match.has_value(), expected) << condition->source << "\n" << report.document().text();
    ASSERT_TRUE(!match || !match->evidence.empty()) << condition->source << "\n" << report.document().text();
    ++tried;
    held += expected ? 1U : 0U;
  }
  EXPECT_GT(tried, 1000U);
  EXPECT_GT(held, tried / 10);
  EXPECT_LT(held, tried * 9 / 10);
}

}  // namespace
}  // namespace rasid::rules
