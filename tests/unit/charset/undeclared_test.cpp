#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include "extractors/charset/charset.h"

namespace rasid::charset {
namespace {

/// A text in an encoding that nobody declares, as a document of a few words and as one of two sentences.
struct Undeclared {
  char const* encoding;
  char const* text;

  friend void PrintTo(Undeclared const& each, std::ostream* out) { *out << each.encoding << ' ' << each.text; }
};

std::string encoded(std::string const& text, char const* encoding) {
  auto const wide = icu::UnicodeString::fromUTF8(text);
  std::string out(4 * text.size() + 64, '\0');
  auto const size = wide.extract(0, wide.length(), out.data(), static_cast<std::uint32_t>(out.size()), encoding);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

class UndeclaredText : public testing::TestWithParam<Undeclared> {};

TEST_P(UndeclaredText, IsReadByHowItReads) {
  auto const& [encoding, text] = GetParam();
  std::string const document =
      "<rss><item><title>" + std::string(text) + "</title><p class='lead'>" + text + "</p></item></rss>";
  EXPECT_EQ(to_utf8(encoded(document, encoding), {}).text, document);
}

constexpr char const* russian = "Президент России заявил, что переговоры продолжатся";
constexpr char const* arabic = "أعلن وزير الخارجية أن المفاوضات سوف تستمر";
constexpr char const* hebrew = "ראש הממשלה הודיע היום כי הדיונים יימשכו";
constexpr char const* greek = "Ο πρωθυπουργός ανακοίνωσε ότι οι συνομιλίες θα συνεχιστούν";
constexpr char const* japanese = "首相は今日、来週も東京で協議を続けると発表した。";

INSTANTIATE_TEST_SUITE_P(
    , UndeclaredText,
    testing::Values(
        Undeclared{"windows-1251", russian}, Undeclared{"koi8-r", russian}, Undeclared{"iso-8859-5", russian},
        Undeclared{"ibm866", russian}, Undeclared{"koi8-u", "Президент України підписав закон про бюджет"},
        Undeclared{"windows-1256", arabic}, Undeclared{"iso-8859-6", arabic}, Undeclared{"windows-1255", hebrew},
        Undeclared{"iso-8859-8", hebrew}, Undeclared{"windows-1253", greek}, Undeclared{"iso-8859-7", greek},
        Undeclared{"windows-874", "นายกรัฐมนตรีแถลงวันนี้ว่าการเจรจาจะดำเนินต่อไป"}, Undeclared{"shift_jis", japanese},
        Undeclared{"euc-jp", japanese}, Undeclared{"iso-2022-jp", japanese},
        Undeclared{"gb18030", "总理今天宣布，谈判将于下周在北京继续进行。"},
        Undeclared{"big5", "總理今天宣布，談判將於下週在台北繼續進行。"},
        Undeclared{"euc-kr", "총리는 오늘 다음 주에도 협상이 계속될 것이라고 발표했다"},
        Undeclared{"windows-1252", "Le président a déclaré que les négociations reprendront à l'été"},
        Undeclared{"windows-1250", "Premier ogłosił, że rozmowy będą kontynuowane w przyszłym tygodniu"},
        Undeclared{"iso-8859-2", "Premier ogłosił, że rozmowy będą kontynuowane w przyszłym tygodniu"},
        Undeclared{"utf-16le", "plain text"}, Undeclared{"utf-16be", russian}, Undeclared{"utf-32le", hebrew},
        Undeclared{"utf-32be", arabic}));

TEST(AlreadyUtf8, IsTheBytesThemselvesAndNothingElse) {
  auto const same = [](std::string_view bytes, std::string_view label) {
    auto const text = already_utf8(bytes, {label});
    return text && text->data() + text->size() == bytes.data() + bytes.size();
  };
  EXPECT_TRUE(same("plain", ""));
  EXPECT_TRUE(same("plain", "windows-1256"));
  EXPECT_TRUE(same("\xD9\x82", "windows-1256"));
  EXPECT_TRUE(same("\xEF\xBB\xBFplain", "utf-16"));
  EXPECT_FALSE(same("plain", "ibm037"));
  EXPECT_FALSE(same("\xC7", ""));
  EXPECT_FALSE(same("\x1B$B4A;z\x1B(B", ""));
  EXPECT_FALSE(same(std::string_view("a\0b", 3), ""));
  EXPECT_EQ(already_utf8("\xEF\xBB\xBFplain", {}), "plain");
}

}  // namespace
}  // namespace rasid::charset
