#include <gtest/gtest.h>

#include "extractors/charset/charset.h"

namespace rasid::charset {
namespace {

using namespace std::string_view_literals;

// "Commander of the Quds Force orders the allied factions into the Green Zone in Baghdad" and the like: enough text for
// a detector, as bytes of the old encodings.
std::string arabic_1256() {
  return "\xC3\xE3\xD1 \xDE\xC7\xC6\xCF \xDD\xED\xE1\xDE \xC7\xE1\xDE\xCF\xD3 \xC7\xE1\xDD\xD5\xC7\xC6\xE1 "
         "\xC7\xE1\xCD\xE1\xED\xDD\xC9 \xC8\xCF\xCE\xE6\xE1 \xC7\xE1\xE3\xE4\xD8\xDE\xC9 "
         "\xC7\xE1\xCE\xD6\xD1\xC7\xC1 \xDD\xED \xC8\xDB\xCF\xC7\xCF";
}
constexpr std::string_view arabic_text = "أمر قائد فيلق القدس الفصائل الحليفة بدخول المنطقة الخضراء في بغداد";

TEST(ToUtf8, BelievesTheByteOrderMarkBeforeAnyDeclaration) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF\xD8\xB9", {"windows-1252"}).text, "ع");
  EXPECT_EQ(to_utf8("\xFF\xFE\x39\x06"sv, {"utf-8"}).text, "ع");
  EXPECT_EQ(to_utf8("\xFE\xFF\x06\x39"sv, {}).encoding, "utf-16be");
}

TEST(ToUtf8, TakesTheFirstDeclarationThatFits) {
  EXPECT_EQ(to_utf8(arabic_1256(), {"", "windows-1256", "koi8-r"}).text, arabic_text);
  EXPECT_EQ(to_utf8(arabic_1256(), {"utf-8", "windows-1256"}).text, arabic_text) << "the bytes are not UTF-8";
  EXPECT_EQ(to_utf8(arabic_1256(), {"no such thing", "windows-1256"}).text, arabic_text);
}

TEST(ToUtf8, ReadsMislabelledUtf8AsUtf8) {
  for (auto const label : {"iso-8859-1", "windows-1256", "windows-1251", "gb18030", "utf-16", "us-ascii"}) {
    auto const decoded = to_utf8("<a>قآني 中国</a>", {label});
    EXPECT_EQ(decoded.text, "<a>قآني 中国</a>") << label;
    EXPECT_EQ(decoded.encoding, "utf-8") << label;
  }
}

TEST(ToUtf8, LeavesAChineseWordThatHappensToBeValidUtf8) {
  EXPECT_EQ(to_utf8("\xC1\xAA\xCD\xA8", {"gbk"}).text, "联通");
}

TEST(ToUtf8, DetectsUndeclaredArabic) {
  auto const decoded = to_utf8(arabic_1256(), {});
  EXPECT_EQ(decoded.encoding, "windows-1256");
  EXPECT_EQ(decoded.text, arabic_text);
}

TEST(ToUtf8, DetectsUndeclaredRussianInBothOldEncodings) {
  // "The commander came to Baghdad and spoke with the allied groups"
  std::string_view const windows =
      "\xCA\xEE\xEC\xE0\xED\xE4\xF3\xFE\xF9\xE8\xE9 \xEF\xF0\xE8\xE5\xF5\xE0\xEB \xE2 \xC1\xE0\xE3\xE4\xE0\xE4 \xE8 "
      "\xE3\xEE\xE2\xEE\xF0\xE8\xEB \xF1 \xF1\xEE\xFE\xE7\xED\xFB\xEC\xE8 \xE3\xF0\xF3\xEF\xEF\xE0\xEC\xE8";
  EXPECT_EQ(to_utf8(windows, {}).text, "Командующий приехал в Багдад и говорил с союзными группами");
  EXPECT_EQ(to_utf8(windows, {}).encoding, "windows-1251");
}

TEST(ToUtf8, FindsUtf16WithoutAMarkByItsZeroBytes) {
  std::string little;
  std::string big;
  for (char const c : "<rss version='2.0'><channel/></rss>"sv) {
    little += c;
    little += '\0';
    big += '\0';
    big += c;
  }
  EXPECT_EQ(to_utf8(little, {}).text, "<rss version='2.0'><channel/></rss>");
  EXPECT_EQ(to_utf8(big, {"utf-8"}).encoding, "utf-8") << "zero bytes are valid there, and it was declared";
  EXPECT_EQ(to_utf8(big, {}).text, "<rss version='2.0'><channel/></rss>");
}

TEST(ToUtf8, KeepsUtf8WithAFewBrokenBytes) {
  auto const decoded = to_utf8("أمر قائد فيلق القدس \xFF الفصائل", {});
  EXPECT_EQ(decoded.text, "أمر قائد فيلق القدس \uFFFD الفصائل");
  EXPECT_TRUE(decoded.replaced);
}

TEST(ToUtf8, NeverGivesInvalidUtf8WhateverTheBytes) {
  std::string bytes;
  std::uint32_t state = 1;
  for (int round = 0; round < 200; ++round) {
    bytes.clear();
    for (int i = 0; i < 300; ++i) bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
    for (auto const label : {"", "utf-8", "utf-16", "gb18030", "windows-1256", "iso-2022-jp", "hz"}) {
      EXPECT_TRUE(is_valid_utf8(to_utf8(bytes, {label}).text));
    }
  }
}

TEST(ToUtf8, GivesNothingForNothing) {
  EXPECT_EQ(to_utf8("", {}).text, "");
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF", {}).text, "");
}

}  // namespace
}  // namespace rasid::charset
