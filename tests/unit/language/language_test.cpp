#include "extractors/language/language.h"

#include <gtest/gtest.h>

namespace rasid::language {
namespace {

struct LanguageCase {
  std::string_view code;
  std::string_view text;
};

class Language : public testing::TestWithParam<LanguageCase> {};

TEST_P(Language, IsTold) {
  EXPECT_EQ(detect_language(GetParam().text), GetParam().code);
}

std::string many_times(std::string_view sentence, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += std::string(sentence) + ". ";
  return out;
}

TEST_P(Language, IsToldOfALongTextByAPartOfIt) {
  EXPECT_EQ(detect_language(many_times(GetParam().text, 60)), GetParam().code);
}

TEST_P(Language, IsThatOfMostOfALongTextWhateverItBeginsWith) {
  EXPECT_EQ(detect_language("Weather for the weekend: sunny intervals with a gentle breeze in all of the north. " +
                            many_times(GetParam().text, 60)),
            GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    , Language,
    testing::Values(
        LanguageCase{"ar", "وصل قائد القوة الى العاصمة العراقية مساء امس للقاء عدد من المسؤولين في الحكومة"},
        LanguageCase{"fa",
                     "فرمانده نیروی قدس شامگاه دیروز برای دیدار با مقام‌های دولت وارد "
                     "پایتخت "
                     "عراق "
                     "شد"},
        LanguageCase{"he", "מפקד הכוח הגיע אתמול בערב לבירת עיראק לפגישות עם בכירים בממשלה"},
        LanguageCase{"ru",
                     "Командующий силами прибыл вчера вечером в столицу Ирака для встречи с членами правительства"},
        LanguageCase{"en",
                     "The commander of the force arrived in the Iraqi capital yesterday evening to meet officials"}),
    [](auto const& i) { return std::string(i.param.code); });

TEST(LanguageOfNothing, IsEmpty) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("12 34 !?"), "");
}

TEST(LanguageOfHostileText, IsNeverACrash) {
  std::string noise;
  for (unsigned i = 0; i < 200'000; ++i) noise += static_cast<char>((i * 2654435761U) >> 13U);
  EXPECT_NO_THROW(detect_language(noise));
  EXPECT_NO_THROW(detect_language(std::string(1000, '\0')));
  EXPECT_NO_THROW(detect_language("\xEF\xBF\xBE\xF4\x8F\xBF\xBF\xD8"));
  EXPECT_EQ(detect_language(std::string("\x01\x02") + "The commander arrived in the capital yesterday evening to meet"),
            "en");
}

}  // namespace
}  // namespace rasid::language
