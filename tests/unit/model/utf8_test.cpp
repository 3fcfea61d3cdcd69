#include "extractors/model/utf8.h"

#include <gtest/gtest.h>

namespace rasid {
namespace {

TEST(Utf8, KeepsValidTextAsItIs) {
  EXPECT_EQ(make_valid_utf8("قآني 🗺 Qaani"), "قآني 🗺 Qaani");
}

TEST(Utf8, ReplacesEachIllFormedPartOnce) {
  EXPECT_EQ(make_valid_utf8("a\xFF\x62"), "a\xEF\xBF\xBD\x62");
  EXPECT_EQ(make_valid_utf8("\xE0\x80\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // overlong
  EXPECT_EQ(make_valid_utf8("\xD9"), "\xEF\xBF\xBD");                                  // cut short
  EXPECT_EQ(make_valid_utf8("\xF0\x9F\x97"), "\xEF\xBF\xBD");                          // one maximal subpart
  EXPECT_EQ(make_valid_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
  EXPECT_EQ(make_valid_utf8(std::string("a\0b", 3)), "a\xEF\xBF\xBD\x62");
}

TEST(Utf8, IsStableOnceMadeValid) {
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>((i * 7919) >> 3);
  std::string const once = make_valid_utf8(noise);
  EXPECT_EQ(make_valid_utf8(once), once);
}

TEST(Utf8, CountsCodePointsNotBytes) {
  EXPECT_EQ(code_points("قآني"), 4U);
  EXPECT_EQ(code_points("قآني", 4), 2U);
}

TEST(Utf8, AppendsWhatItDecodes) {
  for (char32_t const c : {U'a', U'ق', U'한', U'🗺', U'\U0010FFFF'}) {
    std::string text;
    append(text, c);
    EXPECT_EQ(decode(text, 0).value, c);
    EXPECT_EQ(decode(text, 0).bytes, text.size());
  }
}

}  // namespace
}  // namespace rasid
