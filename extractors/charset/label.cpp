#include "extractors/charset/label.h"

#include <algorithm>
#include <array>
#include <string>

namespace rasid::charset {
namespace {

using enum Layout;

// clang-format off
constexpr std::array known{
    Encoding{"utf-8", "UTF-8", utf8,
             " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 us-utf-8 "},
    Encoding{"windows-1252", "windows-1252", single_byte,
             " windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 "
             "cp819 ibm819 csisolatin1 ascii us-ascii ansi_x3.4-1968 iso646-us ansi "},
    Encoding{"windows-1256", "windows-1256", single_byte, " windows-1256 cp1256 x-cp1256 win-1256 "},
    Encoding{"iso-8859-6", "ISO-8859-6", single_byte,
             " iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso-ir-127 arabic asmo-708 "
             "ecma-114 csiso88596e csiso88596i csisolatinarabic "},
    Encoding{"windows-1255", "windows-1255", single_byte, " windows-1255 cp1255 x-cp1255 win-1255 "},
    Encoding{"iso-8859-8", "ISO-8859-8", single_byte,
             " iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso-ir-138 hebrew visual "
             "logical csiso88598e csiso88598i csisolatinhebrew "},
    Encoding{"windows-1251", "windows-1251", single_byte, " windows-1251 cp1251 x-cp1251 win-1251 "},
    Encoding{"koi8-r", "KOI8-R", single_byte, " koi8-r koi8_r koi8 koi cskoi8r "},
    Encoding{"koi8-u", "KOI8-U", single_byte, " koi8-u koi8-ru "},
    Encoding{"iso-8859-5", "ISO-8859-5", single_byte,
             " iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic "},
    Encoding{"ibm866", "IBM866", single_byte, " ibm866 cp866 866 csibm866 "},
    Encoding{"x-mac-cyrillic", "x-mac-cyrillic", single_byte, " x-mac-cyrillic x-mac-ukrainian "},
    Encoding{"macintosh", "macintosh", single_byte, " macintosh mac x-mac-roman csmacintosh "},
    Encoding{"windows-1250", "windows-1250", single_byte, " windows-1250 cp1250 x-cp1250 win-1250 "},
    Encoding{"windows-1253", "windows-1253", single_byte, " windows-1253 cp1253 x-cp1253 "},
    Encoding{"windows-1254", "windows-1254", single_byte,
             " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 "
             "csisolatin5 "},
    Encoding{"windows-1257", "windows-1257", single_byte, " windows-1257 cp1257 x-cp1257 "},
    Encoding{"windows-1258", "windows-1258", single_byte, " windows-1258 cp1258 x-cp1258 "},
    Encoding{"windows-874", "windows-874", single_byte,
             " windows-874 tis-620 iso-8859-11 iso8859-11 iso885911 dos-874 "},
    Encoding{"iso-8859-2", "ISO-8859-2", single_byte,
             " iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2 "},
    Encoding{"iso-8859-3", "ISO-8859-3", single_byte,
             " iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3 "},
    Encoding{"iso-8859-4", "ISO-8859-4", single_byte,
             " iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4 "},
    Encoding{"iso-8859-7", "ISO-8859-7", single_byte,
             " iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 sun_eu_greek ecma-118 elot_928 "
             "csisolatingreek "},
    Encoding{"iso-8859-10", "ISO-8859-10", single_byte,
             " iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6 "},
    Encoding{"iso-8859-13", "ISO-8859-13", single_byte, " iso-8859-13 iso8859-13 iso885913 "},
    Encoding{"iso-8859-14", "ISO-8859-14", single_byte, " iso-8859-14 iso8859-14 iso885914 "},
    Encoding{"iso-8859-15", "ISO-8859-15", single_byte,
             " iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9 csisolatin9 "},
    Encoding{"gb18030", "gb18030", multi_byte,
             " gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 ms936 euc-cn "
             "gb2312-80 "},
    Encoding{"hz-gb-2312", "HZ-GB-2312", multi_byte, " hz-gb-2312 hz "},
    Encoding{"big5", "Big5-HKSCS", multi_byte, " big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 "},
    Encoding{"euc-jp", "EUC-JP", multi_byte, " euc-jp x-euc-jp cseucpkdfmtjapanese euc_jp "},
    Encoding{"iso-2022-jp", "ISO-2022-JP", multi_byte, " iso-2022-jp csiso2022jp "},
    Encoding{"shift_jis", "windows-31j", multi_byte,
             " shift_jis shift-jis sjis x-sjis ms_kanji ms932 cp932 windows-31j csshiftjis "},
    Encoding{"euc-kr", "windows-949", multi_byte,
             " euc-kr euc_kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 iso-ir-149 csksc56011987 "
             "windows-949 cp949 "},
    Encoding{"utf-16le", "UTF-16LE", wide,
             " utf-16le utf-16 utf16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff u16 "},
    Encoding{"utf-16be", "UTF-16BE", wide, " utf-16be unicodefffe utf_16be "},
    Encoding{"utf-32le", "UTF-32LE", wide, " utf-32le "},
    Encoding{"utf-32be", "UTF-32BE", wide, " utf-32be utf-32 utf32 ucs-4 csucs4 iso-10646-ucs-4 "},
    Encoding{"ibm037", "ibm-37", single_byte, " ibm037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl "},
};
// clang-format on

constexpr std::size_t longest_label = 32;

}  // namespace

Encoding const* find_encoding(std::string_view label) {
  constexpr std::string_view white = " \t\r\n\f";
  auto const first = label.find_first_not_of(white);
  if (first == std::string_view::npos) return nullptr;
  label = label.substr(first, label.find_last_not_of(white) - first + 1);
  if (label.size() > longest_label || label.find(' ') != std::string_view::npos) return nullptr;

  std::string wanted = " ";
  for (char const c : label) wanted += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  wanted += ' ';
  auto const* const found = std::ranges::find_if(
      known, [&](Encoding const& each) { return each.labels.find(wanted) != std::string_view::npos; });
  return found == known.end() ? nullptr : found;
}

}  // namespace rasid::charset
