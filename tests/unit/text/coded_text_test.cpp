#include "extractors/text/coded_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"
#include "extractors/text/letter_codes.h"

namespace rasid::text {
namespace {

/// "word@begin-end" of every word.
std::vector<std::string> words_of(std::string_view text, CodingPath path) {
  CodedText const coded(text, path);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < coded.words(); ++i) {
    std::string word;
    LetterCodes::get().append_utf8(coded.word(i), word);
    out.push_back(fmt::format("{}@{}-{}", word, coded.range(i).begin, coded.range(i).end));
  }
  return out;
}

/// The fold of a whole text, from its words.
std::string folded(std::string_view text, CodingPath path) {
  std::string out;
  LetterCodes::get().append_utf8(CodedText(text, path).codes(), out);
  if (!out.empty()) out.pop_back();
  return out;
}

class EachPath : public testing::TestWithParam<CodingPath> {};
INSTANTIATE_TEST_SUITE_P(CodedText, EachPath, testing::Values(CodingPath::fastest, CodingPath::portable),
                         [](auto const& i) { return i.param == CodingPath::fastest ? "Fastest" : "Portable"; });

TEST_P(EachPath, SaysWhereEachWordStands) {
  EXPECT_THAT(words_of("The Qa'ani, «قَآني» \xE2\x80\x8Fצה\"ל\xE2\x80\x8F.", GetParam()),
              testing::ElementsAre("the@0-3", "qaani@4-10", "قاني@14-24", "צהל@30-37"));
}

TEST_P(EachPath, WritesLettersOutsideTheAlphabetWhole) {
  EXPECT_EQ(folded("東京 ประเทศไทย საქართველო ｶﾞ ﬁn Straße", GetParam()),
            fold("東京 ประเทศไทย საქართველო ｶﾞ ﬁn Straße"));
}

TEST_P(EachPath, TakesAnEmptyText) {
  EXPECT_EQ(CodedText("", GetParam()).words(), 0U);
  EXPECT_EQ(CodedText(" . ", GetParam()).words(), 0U);
}

/// A random text of what makes folding hard, words crossing the borders of blocks at every place.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view parts[] = {
      "a",       "Z",       "é",      "ß",        "ﬁ", "æ", "7",      "٣",      "۴",  "ا",       "أ",       "آ",
      "ا",       "ل",       "ى",      "ة",        "ک", "َ",  "ـ",      "ّ",       "ئ",  "ﻻ",       "ﷲ",       "\u200C",
      "\u200F",  "\u00AD",  "\uFEFF", "ש",        "ה", "ם", "ָ",       "\u05F1", "и",  "й",       "и\u0306", "Ё",
      "\u0306",  "Ω",       "ς",      "Җ",        "'", "’", "\"",     "״",      "”",  " ",       " ",       " ",
      " ",       ".",       "\n",     "، ",       "«", "-", "\u00A0", "—",      "中", "国",      "カ",      "ガ",
      "ｶ\uFF9E", "の",      "が",     "か\u3099", "ไ", "ย", "ქ",      "क",      "ि",  "한",      "𝐀",       "🙂",
      "🇮🇶",      "❤\uFE0F", "½",      "²",        "Å", "ǅ", "ə",      "\u0301", "™",  "한\u1100"};
  std::string out;
  for (auto n = random() % 150; n > 0; --n) {
    auto const part = random() % 3 == 0 ? parts[random() % std::size(parts)] : parts[random() % 60];
    for (auto times = random() % 8 == 0 ? random() % 5 : 1; times > 0; --times) out += part;
  }
  return out;
}

TEST(CodedText, IsTheFoldOnEveryPathInRandomTexts) {
  std::mt19937 random(20030319);
  for (int round = 0; round < 4'000; ++round) {
    std::string const text = random_text(random);
    std::string const expected = fold(text);
    ASSERT_EQ(folded(text, CodingPath::portable), expected) << text;
    ASSERT_EQ(folded(text, CodingPath::fastest), expected) << text;
    ASSERT_EQ(words_of(text, CodingPath::fastest), words_of(text, CodingPath::portable)) << text;
    CodedText const coded(text);
    std::string codes(coded.codes());
    if (!codes.empty()) codes.pop_back();
    ASSERT_EQ(code_words(text), codes) << text;
  }
}

TEST(CodedText, IsTheFoldOfEveryCharacter) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "a";
    append(text, c);
    text += "b ا";
    append(text, c);
    ASSERT_EQ(folded(text, CodingPath::fastest), fold(text)) << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_EQ(folded(text, CodingPath::portable), fold(text)) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(LetterCodes, HoldTheAlphabetsOfTheNews) {
  LetterCodes const& codes = LetterCodes::get();
  for (char32_t const c : std::u32string_view(U"az09اليپچژگتبثכתαωяюѕіїєқүһ")) {
    std::string folded = fold([&] {
      std::string one;
      append(one, c);
      return one;
    }());
    EXPECT_NE(codes.code(decode(folded, 0).value), LetterCodes::escape) << folded;
  }
}

}  // namespace
}  // namespace rasid::text
