#include "daemon/feeds/date.h"

#include <gtest/gtest.h>

namespace rasid::feeds {
namespace {

struct DateCase {
  std::string_view text;
  std::string_view expected;
};
void PrintTo(DateCase const& each, std::ostream* out) {
  *out << each.text;
}

class Date : public testing::TestWithParam<DateCase> {};

TEST_P(Date, IsReadAsItsMoment) {
  auto const date = parse_date(GetParam().text);
  ASSERT_TRUE(date);
  EXPECT_EQ(to_rfc3339(*date), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(OfMail, Date,
                         testing::Values(DateCase{"Mon, 29 Jun 2020 10:00:00 +0300", "2020-06-29T07:00:00Z"},
                                         DateCase{"29 Jun 20 10:00 GMT", "2020-06-29T10:00:00Z"},
                                         DateCase{" mon,29 june 2020 10:00:00 EST", "2020-06-29T15:00:00Z"},
                                         DateCase{"29 Jun 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"Mon, 29 Jun 2020 10:00:00 (no zone)", "2020-06-29T10:00:00Z"},
                                         DateCase{"Mon, 29 Jun 2020 10:00:00 GMT+3", "2020-06-29T07:00:00Z"},
                                         DateCase{"Mon, 29 Jun 2020 10:00:00 XYZ", "2020-06-29T10:00:00Z"},
                                         DateCase{"Mon Jun 29 10:00:00 PDT 2020", "2020-06-29T17:00:00Z"},
                                         DateCase{"Jun 29, 2020 3:05 p.m.", "2020-06-29T15:05:00Z"}));
INSTANTIATE_TEST_SUITE_P(OfIso, Date,
                         testing::Values(DateCase{"2020-06-29T10:00:00.25+03:00", "2020-06-29T07:00:00.250Z"},
                                         DateCase{"2020-06-29 10:00", "2020-06-29T10:00:00Z"},
                                         DateCase{"20200629T100059Z", "2020-06-29T10:00:59Z"},
                                         DateCase{"2020-06", "2020-06-01T00:00:00Z"},
                                         DateCase{"2020", "2020-01-01T00:00:00Z"},
                                         DateCase{"2020-181", "2020-06-29T00:00:00Z"},
                                         DateCase{"2020-W27-1", "2020-06-29T00:00:00Z"},
                                         DateCase{"2020-12-31T24:00:00Z", "2021-01-01T00:00:00Z"},
                                         DateCase{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(OfOtherTongues, Date,
                         testing::Values(DateCase{"الاثنين، ٢٩ حزيران ٢٠٢٠ ١٠:٠٠", "2020-06-29T10:00:00Z"},
                                         DateCase{"29 يونيو 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"5 تشرين الثاني 2020", "2020-11-05T00:00:00Z"},
                                         DateCase{"۱۴ فروردین ۱۳۹۷ ۱۲:۳۰", "2018-04-03T12:30:00Z"},
                                         DateCase{"1399/01/01", "2020-03-20T00:00:00Z"},
                                         DateCase{"29 июня 2020 г. 10:00", "2020-06-29T10:00:00Z"},
                                         DateCase{"lundi 29 août 2022 10:00 CEST", "2022-08-29T08:00:00Z"},
                                         DateCase{"29 ביוני 2020", "2020-06-29T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(OfTheFarEast, Date,
                         testing::Values(DateCase{"2020년 6월 29일 10:00:00", "2020-06-29T01:00:00Z"},
                                         DateCase{"2020-06-29 오후 10:00:00", "2020-06-29T13:00:00Z"},
                                         DateCase{"2020년 6월 29일 오전 12시 5분", "2020-06-28T15:05:00Z"},
                                         DateCase{"2020년 6월 29일 10:00:00 +0000", "2020-06-29T10:00:00Z"},
                                         DateCase{"2020年6月29日 下午3:05", "2020-06-29T15:05:00Z"},
                                         DateCase{"2020年6月29日 15時05分10秒", "2020-06-29T15:05:10Z"},
                                         DateCase{"29 มิถุนายน 2563", "2020-06-29T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(OfManyLanguages, Date,
                         testing::Values(DateCase{"29 czerwca 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29. červen 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29 Haziran 2020 Pazartesi", "2020-06-29T00:00:00Z"},
                                         DateCase{"mar 30 juin 2020 à 10h30", "2020-06-30T10:30:00Z"},
                                         DateCase{"martes, 30 de junio de 2020", "2020-06-30T00:00:00Z"},
                                         DateCase{"29 iunie 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29 जून 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29 جون 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29 Juni 2020 10 Uhr", "2020-06-29T10:00:00Z"},
                                         DateCase{"June 29th, 2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"29 يونيو/حزيران 2020", "2020-06-29T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(
    OfOtherCalendars, Date,
    testing::Values(DateCase{"١٥ رمضان ١٤٤٥ هـ", "2024-03-25T00:00:00Z"},
                    DateCase{"15 رمضان 1445 هـ الموافق 25 مارس 2024 م 10:00", "2024-03-25T10:00:00Z"},
                    DateCase{"25 مارس 2024 (15 رمضان 1445)", "2024-03-25T00:00:00Z"},
                    DateCase{"1 ربيع الأول 1446", "2024-09-04T00:00:00Z"},
                    DateCase{"1445/09/15", "2024-03-25T00:00:00Z"}, DateCase{"15/9/1445", "2024-03-25T00:00:00Z"},
                    DateCase{"۶ حمل ۱۴۰۳", "2024-03-25T00:00:00Z"},
                    DateCase{"6 فروردین 1403", "2024-03-25T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(InNumbers, Date,
                         testing::Values(DateCase{"29.06.2020 10:00", "2020-06-29T10:00:00Z"},
                                         DateCase{"29/06/2020", "2020-06-29T00:00:00Z"},
                                         DateCase{"6/5/2020 1:00 PM", "2020-06-05T13:00:00Z"}));

TEST(DateParsing, TakesNoWeekdayForAMonth) {
  for (std::string_view const day :
       {"Mon",      "Tue", "Wed", "Thu",   "Fri",  "Sat",     "Sun",     "Saturday", "samedi",    "sáb", "mar",   "mié",
        "Mittwoch", "Sam", "So",  "السبت", "شنبه", "יום שני", "суббота", "сб",       "Pazartesi", "Sal", "wtorek"}) {
    auto const date = parse_date(std::string(day) + ", 3 Jan 2009 01:30:00");
    ASSERT_TRUE(date) << day;
    EXPECT_EQ(to_rfc3339(*date), "2009-01-03T01:30:00Z") << day;
  }
}

TEST(DateParsing, GivesNothingForWhatIsNoDate) {
  for (std::string_view const text :
       {"", "   ", "yesterday", "2020-02-30", "31 Jun 2020", "Mon, 29 Jun 2020 25:00:00 GMT", "2020-06-29T10:61:00Z",
        "22013", "013", "2020-13-01", "0000-00-00 00:00:00", "Wed, 30 Nov -0001 00:00:00 +0000", "6/5/2020",
        "2020-06-29T10:00:00+99:99", "2020-367", "2020-W54-1", "30 اسفند 1398", "1399-942211104-01",
        "2020-06-29T1x:00:00Z"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_FALSE(parse_date(std::string(1'000'000, '9')));
}

}  // namespace
}  // namespace rasid::feeds
