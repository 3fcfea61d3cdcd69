#include <gtest/gtest.h>

#include "daemon/terminal/highlight.h"

namespace rasid::terminal {
namespace {

/// Without the isolates at both ends, which every text has.
std::string inner(std::string const& text) {
  std::string_view constexpr isolate = "\u2068";
  EXPECT_TRUE(text.starts_with(isolate));
  EXPECT_TRUE(text.ends_with("\u2069"));
  return text.substr(isolate.size(), text.size() - 2 * isolate.size());
}

TEST(Highlight, MarksWhatWasFound) {
  EXPECT_EQ(inner(highlighted("Qaani in Baghdad", {{{9, 16}, Colour::place}, {{0, 5}, Colour::actor}}, false)),
            "«Qaani» in «Baghdad»");
}

TEST(Highlight, ColoursActorsPlacesAndEvidenceDifferently) {
  EXPECT_EQ(
      inner(highlighted("abc", {{{0, 1}, Colour::actor}, {{1, 2}, Colour::place}, {{2, 3}, Colour::evidence}}, true)),
      "\x1b[1;33ma\x1b[0m\x1b[1;36mb\x1b[0m\x1b[1;32mc\x1b[0m");
}

TEST(Highlight, ShowsOfTwoThatOverlapTheOneThatBeginsFirstAndOfThoseTheLonger) {
  EXPECT_EQ(inner(highlighted("Green Zone", {{{6, 10}, Colour::place}, {{0, 10}, Colour::place}}, false)),
            "«Green Zone»");
  EXPECT_EQ(inner(highlighted("Green Zone", {{{0, 5}, Colour::place}, {{0, 10}, Colour::place}}, false)),
            "«Green Zone»");
  EXPECT_EQ(
      inner(highlighted("abcd", {{{0, 2}, Colour::actor}, {{1, 3}, Colour::place}, {{2, 4}, Colour::place}}, false)),
      "«ab»«cd»");
}

TEST(Highlight, LeavesOutRangesThatAreEmptyOrBeyondTheText) {
  EXPECT_EQ(
      inner(highlighted("abc", {{{1, 1}, Colour::actor}, {{2, 9}, Colour::place}, {{7, 9}, Colour::place}}, false)),
      "abc");
  EXPECT_EQ(inner(highlighted("", {{{0, 1}, Colour::actor}}, false)), "");
}

TEST(Highlight, IsolatesEachLineSoThatArabicAndEnglishDoNotMix) {
  EXPECT_EQ(highlighted("بغداد\nBaghdad", {}, false), "\u2068بغداد\u2069\n\u2068Baghdad\u2069");
  EXPECT_EQ(highlighted("a\nb", {{{0, 3}, Colour::actor}}, false), "\u2068«a\u2069\n\u2068b»\u2069");
}

TEST(Highlight, MakesWhatCouldSteerATerminalVisible) {
  EXPECT_EQ(inner(highlighted("a\x1b[2Jb\r\u202Ec\u2069", {}, true)), "a\\x1b[2Jb\\x0d\\u202ec\\u2069");
  EXPECT_EQ(inner(highlighted("\x1b]0;x\x07", {{{0, 6}, Colour::actor}}, false)), "«\\x1b]0;x\\x07»");
}

}  // namespace
}  // namespace rasid::terminal
