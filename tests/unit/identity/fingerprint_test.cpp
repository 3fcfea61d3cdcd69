#include "daemon/identity/fingerprint.h"

#include <gtest/gtest.h>

namespace rasid::identity {
namespace {

std::string words(std::string_view title, std::string_view body) {
  return fingerprint_of(title, body).words;
}

TEST(Fingerprint, PassesOverWhatSaysNothing) {
  EXPECT_EQ(words("Qaani in Baghdad", "He came, he saw."), words("QAANI in Baghdad!", "He came \n\n he saw"));
  EXPECT_EQ(words("قآني في بغداد", ""), words("قَآني في بغـداد", ""));
  EXPECT_EQ(words("", "Updated 12:30 GMT: he came"), words("", "Updated 9:05:59 GMT: he came"));
  EXPECT_EQ(words("", "آخر تحديث ١٢:٣٠"), words("", "آخر تحديث ١٤:٤٥"));
}

TEST(Fingerprint, SeesWhatIsSaid) {
  EXPECT_NE(words("", "12 were killed"), words("", "15 were killed"));
  EXPECT_NE(words("", "the score is 2:1"), words("", "the score is 2:3"));
  EXPECT_NE(words("a", "b"), words("a b", ""));
  EXPECT_NE(words("", "he did come"), words("", "he did not come"));
}

TEST(Fingerprint, EstimatesHowMuchTwoTextsShare) {
  std::string text, other, longer;
  for (int i = 0; i < 400; ++i) text += "word" + std::to_string(i) + " ";
  for (int i = 400; i < 800; ++i) other += "word" + std::to_string(i) + " ";
  longer = text + other;
  auto const a = fingerprint_of("", text), b = fingerprint_of("", other), both = fingerprint_of("", longer);
  EXPECT_EQ(a.sketch.size(), 64U);
  EXPECT_DOUBLE_EQ(overlap(a, a), 1);
  EXPECT_LT(overlap(a, b), 0.1);
  EXPECT_NEAR(overlap(a, both), 0.5, 0.2);
  EXPECT_GT(containment(fingerprint_of("", text.substr(0, 200)), fingerprint_of("", text.substr(0, 300))), 0.8);
  EXPECT_DOUBLE_EQ(overlap({}, {}), 0);
}

TEST(Fingerprint, StaysWhatItIsSinceItIsStored) {
  auto const now = fingerprint_of("Qaani in Baghdad", "He came.");
  EXPECT_EQ(now.words.size(), 32U);
  ASSERT_EQ(now.sketch.size(), 5U);
  EXPECT_TRUE(std::ranges::is_sorted(now.sketch));
  EXPECT_EQ(now, fingerprint_of("Qaani in Baghdad", "He came."));
}

TEST(Fingerprint, TakesOddInput) {
  EXPECT_NO_THROW(fingerprint_of("\xff\xfe", std::string(100'000, ':')));
  EXPECT_NO_THROW(fingerprint_of("1:", "12:3 99:99:99:99 :1"));
}

}  // namespace
}  // namespace rasid::identity
