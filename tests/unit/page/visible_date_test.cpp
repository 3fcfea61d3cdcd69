#include <gtest/gtest.h>

#include "extractors/page/byline.h"
#include "extractors/page/visible_date.h"

namespace rasid::page {
namespace {

struct DateCase {
  std::string says;
  std::string line;
  std::string moment;  // empty where there is none
};

class VisibleDate : public testing::TestWithParam<DateCase> {};

TEST_P(VisibleDate, IsRead) {
  auto const found = visible_date(GetParam().line);
  EXPECT_EQ(found ? to_rfc3339(*found) : "", GetParam().moment);
}

INSTANTIATE_TEST_SUITE_P(
    In, VisibleDate,
    testing::Values(DateCase{"ArabicWithWesternMonths", "الثلاثاء 16 نوفمبر 2004 - العدد 3127", "2004-11-16T00:00:00Z"},
                    DateCase{"ArabicWithSyriacMonthsOfTwoWords", "نُشر يوم 7 تشرين الثاني 2023", "2023-11-07T00:00:00Z"},
                    DateCase{"ArabicOfTheMaghreb", "11 ماي 2022", "2022-05-11T00:00:00Z"},
                    DateCase{"ArabicAfternoon", "20/ديسمبر/2021 - 08:30 م", "2021-12-20T20:30:00Z"},
                    DateCase{"ArabicDigits", "٢٣ يونيو ٢٠٢١", "2021-06-23T00:00:00Z"},
                    DateCase{"SolarHijriWithItsMonthsName", "۶ شهریور ۱۴۰۲، ۱۰:۱۰", "2023-08-28T10:10:00Z"},
                    DateCase{"SolarHijriInNumbers", "۱۳۹۸/۰۱/۱۷", "2019-04-06T00:00:00Z"},
                    DateCase{"SolarHijriNewYearAfterALeapYear", "۱ فروردین ۱۴۰۰", "2021-03-21T00:00:00Z"},
                    DateCase{"HebrewMonths", "30 במאי 2021", "2021-05-30T00:00:00Z"},
                    DateCase{"HebrewNumbers", "12.12.23, 21:26", "2023-12-12T21:26:00Z"},
                    DateCase{"Russian", "8 июня 2023, 14:47", "2023-06-08T14:47:00Z"},
                    DateCase{"RussianNumbersBehindAClock", "13:42 15.09.2021", "2021-09-15T13:42:00Z"},
                    DateCase{"English", "Published: Nov. 19, 2019 at 7:05 am", "2019-11-19T07:05:00Z"},
                    DateCase{"YearFirst", "2021/06/23", "2021-06-23T00:00:00Z"},
                    DateCase{"NoDateInAPhoneNumber", "+7 (343) 000-00-00", ""},
                    DateCase{"CommonBesideLunar", "4/11/1429 هـ الموافق 02/11/2008", "2008-11-02T00:00:00Z"},
                    DateCase{"RussianCapital", "14 Февраля 2011", "2011-02-14T00:00:00Z"},
                    DateCase{"NoDateThatDoesNotExist", "31.02.2020", ""}),
    [](auto const& i) { return i.param.says; });

TEST(Byline, IsFoundBehindTheWordsThatAnnounceIt) {
  EXPECT_EQ(byline_in("By Danica Kirka and Jill Lawless"), "Danica Kirka and Jill Lawless");
  EXPECT_EQ(byline_in("كتب: عمرو شوقي"), "عمرو شوقي");
  EXPECT_EQ(byline_in("بقلم محمد أبو شحمة"), "محمد أبو شحمة");
  EXPECT_EQ(byline_in("نویسنده: دکتر لیلا فرزانه"), "دکتر لیلا فرزانه");
  EXPECT_EQ(byline_in("מאת יעל ברגר | 12.1.2020"), "יעל ברגר");
  EXPECT_EQ(byline_in("Текст: Мария Ковалёва"), "Мария Ковалёва");
}

TEST(Byline, IsNotASentenceThatHappensToBeginWithSuchAWord) {
  EXPECT_EQ(byline_in("By the time the police came, nobody was left."), "");
  EXPECT_EQ(byline_in("كتب الصحافي على صفحته أن الخبر غير صحيح"), "");
  EXPECT_EQ(byline_in(""), "");
}

}  // namespace
}  // namespace rasid::page
