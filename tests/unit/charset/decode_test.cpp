#include <gtest/gtest.h>

#include "extractors/charset/charset.h"

namespace rasid::charset {
namespace {

using namespace std::string_view_literals;

struct LabelCase {
  std::string says;
  std::string_view label;
  std::string_view bytes;
  std::string_view text;
  std::string_view encoding;
};

class Label : public testing::TestWithParam<LabelCase> {};

TEST_P(Label, IsDecoded) {
  auto const& each = GetParam();
  auto const decoded = decode(each.bytes, each.label);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, each.text);
  EXPECT_EQ(decoded->encoding, each.encoding);
  EXPECT_FALSE(decoded->replaced);
}

INSTANTIATE_TEST_SUITE_P(
    , Label,
    testing::Values(LabelCase{"Utf8WithItsMarkDropped", "UTF-8", "\xEF\xBB\xBF\xD8\xB9", "ع", "utf-8"},
                    LabelCase{"LatinOneIsWindows1252", "ISO-8859-1", "\x93r\xE9sum\xE9\x94", "“résumé”",
                              "windows-1252"},
                    LabelCase{"AsciiIsWindows1252Too", " us-ascii ", "\x80", "€", "windows-1252"},
                    LabelCase{"LatinFiveIsWindows1254", "iso-8859-9", "\xDDstanbul", "İstanbul", "windows-1254"},
                    LabelCase{"ArabicOfWindows", "windows-1256", "\xDE\xC2\xE4\xED", "قآني", "windows-1256"},
                    LabelCase{"PersianLettersOfWindows1256", "cp1256", "\x81\x8D\x8E\x90\x98", "پچژگک", "windows-1256"},
                    LabelCase{"ArabicOfIso", "iso-8859-6", "\xD9\xE7\xD1\xC7\xE6", "عهران", "iso-8859-6"},
                    LabelCase{"HebrewOfWindows", "windows-1255", "\xF9\xEC\xE5\xED", "שלום", "windows-1255"},
                    LabelCase{"HebrewOfIsoInLogicalOrder", "ISO-8859-8-I", "\xF9\xEC\xE5\xED", "שלום", "iso-8859-8"},
                    LabelCase{"RussianOfWindows", "windows-1251", "\xCA\xE0\xE0\xED\xE8", "Каани", "windows-1251"},
                    LabelCase{"RussianOfKoi8", "KOI8-R", "\xEB\xC1\xC1\xCE\xC9", "Каани", "koi8-r"},
                    LabelCase{"CyrillicOfIso", "iso-8859-5", "\xBA\xD0\xD0\xDD\xD8", "Каани", "iso-8859-5"},
                    LabelCase{"Greek", "greek", "\xE1\xE2\xE3", "αβγ", "iso-8859-7"},
                    LabelCase{"ChineseSimplified", "gb2312", "\xD6\xD0\xB9\xFA", "中国", "gb18030"},
                    LabelCase{"ChineseOfFourBytes", "gb18030", "\x81\x30\x81\x30", "\xC2\x80", "gb18030"},
                    LabelCase{"ChineseTraditional", "big5", "\xA4\xA4\xB0\xEA", "中國", "big5"},
                    LabelCase{"JapaneseShifted", "Shift_JIS", "\x93\xFA\x96\x7B", "日本", "shift_jis"},
                    LabelCase{"JapaneseOfUnix", "euc-jp", "\xC6\xFC\xCB\xDC", "日本", "euc-jp"},
                    LabelCase{"JapaneseWithEscapes", "iso-2022-jp", "\x1B$BF|K\\\x1B(B", "日本", "iso-2022-jp"},
                    LabelCase{"Korean", "ks_c_5601-1987", "\xC7\xD1\xB1\xB9", "한국", "euc-kr"},
                    LabelCase{"Utf16IsLittleEndianWithoutAMark", "utf-16", "\x39\x06"sv, "ع", "utf-16le"},
                    LabelCase{"Utf16ObeysItsMark", "utf-16", "\xFE\xFF\x06\x39"sv, "ع", "utf-16be"},
                    LabelCase{"Utf16WithAPair", "utf-16be", "\xD8\x3D\xDE\x00"sv, "😀", "utf-16be"},
                    LabelCase{"Utf32", "utf-32le", "\xFF\xFE\0\0\x39\x06\0\0"sv, "ع", "utf-32le"}),
    [](auto const& each) { return each.param.says; });

TEST(Decode, GivesNothingForANameItDoesNotKnow) {
  EXPECT_FALSE(decode("x", "klingon"));
  EXPECT_FALSE(decode("x", ""));
  EXPECT_FALSE(decode("x", "utf-8 utf8"));
  EXPECT_FALSE(decode("x", std::string(100'000, 'u')));
  EXPECT_FALSE(decode("x", "utf-7")) << "markup can hide in it";
}

TEST(Decode, ReplacesWhatDoesNotFitAndSaysSo) {
  auto const utf8 = decode("a\xFF\xC3z", "utf-8");
  ASSERT_TRUE(utf8);
  EXPECT_EQ(utf8->text, "a\uFFFD\uFFFDz");
  EXPECT_TRUE(utf8->replaced);
  auto const cut = decode("\x93\xFA\x96", "shift_jis");
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->text, "日\uFFFD");
  EXPECT_TRUE(cut->replaced);
}

TEST(Decode, KeepsTextLongerThanItsInnerBuffersWhole) {
  std::string bytes;
  std::string text;
  for (int i = 0; i < 50'000; ++i) {
    bytes += "\x3D\xD8\x00\xDE."sv;
    bytes += '\0';
    text += "😀.";
  }
  auto const decoded = decode(bytes, "utf-16le");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, text);
}

TEST(Utf8, IsToldFromWhatOnlyLooksLikeIt) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("plain text longer than eight bytes"));
  EXPECT_TRUE(is_valid_utf8("عربي, עברית, 中国, 😀"));
  for (auto const bad : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                         "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "eight bytes \xE2\x82"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

TEST(ContentType, GivesItsCharsetInLowerCase) {
  EXPECT_EQ(charset_of("text/xml; charset=Windows-1256"), "windows-1256");
  EXPECT_EQ(charset_of("application/rss+xml;version=2; CHARSET = \"UTF-8\" ; q=1"), "utf-8");
  EXPECT_EQ(charset_of("text/xml; charset='koi8-r'"), "koi8-r");
  EXPECT_EQ(charset_of("text/xml"), "");
  EXPECT_EQ(charset_of("text/xml; xcharset=a"), "");
  EXPECT_EQ(charset_of("charset=utf-8"), "");
}

}  // namespace
}  // namespace rasid::charset
