#include "daemon/fetch/response_headers.h"

#include <gtest/gtest.h>

namespace rasid::fetch {
namespace {

using namespace std::string_view_literals;

using namespace std::chrono_literals;
constexpr Timestamp november = std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} + 8h + 49min + 37s;
constexpr Duration year = 24h * 365;

TEST(ResponseHeaders, HaveLowerCaseNamesAndValuesByteForByte) {
  auto const headers =
      parse_headers("HTTP/1.1 200 OK\r\nETag: W/\"a  b\"\r\nX-Ümlaut: no field\r\nX-Empty:\r\nServer:\tx \r\n\r\n");
  EXPECT_EQ(headers, (Headers{{"etag", "W/\"a  b\""}, {"x-empty", ""}, {"server", "x"}}));
}

TEST(ResponseHeaders, KeepRepeatedFieldsInOrder) {
  auto const headers = parse_headers("A: 1\nb: 2\na: 3\n");
  auto const [begin, end] = headers.equal_range("a");
  EXPECT_EQ(std::vector(begin, end), (std::vector<Headers::value_type>{{"a", "1"}, {"a", "3"}}));
}

TEST(ResponseHeaders, JoinFoldedLines) {
  EXPECT_EQ(parse_headers("A: 1\r\n  2\r\n\t\r\nB:\r\n 3\r\n"), (Headers{{"a", "1 2"}, {"b", "3"}}));
}

TEST(ResponseHeaders, NeverHoldWhatWouldBreakALineWhenEchoed) {
  EXPECT_EQ(parse_headers("ETag: \r\"a\0b\rc\"\r\n"sv), (Headers{{"etag", "\"a b c\""}}));
}

TEST(ResponseHeaders, SkipWhatIsNoField) {
  EXPECT_TRUE(parse_headers(" folded onto nothing\r\nno colon\r\n: no name\r\na b: blank in the name\r\n").empty());
  EXPECT_TRUE(parse_headers("").empty());
}

TEST(HttpDate, IsReadInItsThreeForms) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), november);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), november);
  EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994"), november);
  EXPECT_EQ(parse_http_date("Mon, 29 Jun 2020 00:00:00 GMT"),
            Timestamp{std::chrono::sys_days{std::chrono::year{2020} / 6 / 29}});
  EXPECT_EQ(parse_http_date("Monday, 29-Jun-20 00:00:00 GMT"),
            Timestamp{std::chrono::sys_days{std::chrono::year{2020} / 6 / 29}});
}

TEST(HttpDate, IsNothingWhereItIsNone) {
  for (auto const* wrong :
       {"", "0", "-1", "Sun, 31 Feb 2020 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "06 Nov 1994",
        "Sun, 06 Nov 1994 08:49:37 +0300", "Sun, 06 Now 1994 08:49:37 GMT", "1994-11-06T08:49:37Z",
        "Sun, 99999999999 Nov 1994 08:49:37 GMT", "a b c d e f g h i j k"}) {
    EXPECT_FALSE(parse_http_date(wrong)) << wrong;
  }
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(retry_after({{"retry-after", "120"}}, november), 2min);
  EXPECT_EQ(retry_after({{"retry-after", "Sun, 06 Nov 1994 08:59:37 GMT"}}, november), 10min);
  EXPECT_EQ(retry_after({}, november), std::nullopt);
  EXPECT_EQ(retry_after({{"retry-after", "soon"}}, november), std::nullopt);
  EXPECT_EQ(retry_after({{"retry-after", "-5"}}, november), std::nullopt);
}

TEST(RetryAfter, CountsADateFromTheServersOwnClock) {
  Headers const headers = {{"date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"retry-after", "Sun, 06 Nov 1994 08:50:37 GMT"}};
  EXPECT_EQ(retry_after(headers, november + 48h), 1min);
}

TEST(RetryAfter, IsNeverNegativeAndNeverMoreThanAYear) {
  EXPECT_EQ(retry_after({{"retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"}}, november + 1h), 0ms);
  EXPECT_EQ(retry_after({{"retry-after", "99999999999999999999999999"}}, november), year);
  EXPECT_EQ(retry_after({{"retry-after", "9223372036854775807"}}, november), year);
  EXPECT_EQ(retry_after({{"retry-after", "Sun, 06 Nov 9999 08:49:37 GMT"}}, november), year);
}

struct Freshness {
  char const* says;
  Headers headers;
  std::optional<Duration> expected;
};

class FreshFor : public testing::TestWithParam<Freshness> {};

TEST_P(FreshFor, FollowsRfc9111) {
  EXPECT_EQ(fresh_for(GetParam().headers, november), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    , FreshFor,
    testing::Values(Freshness{"NothingSaid", {}, std::nullopt},
                    Freshness{"MaxAge", {{"cache-control", "max-age=300"}}, 5min},
                    Freshness{"MaxAgeAmongOthers", {{"cache-control", "public, Max-Age=60 ,s-maxage=900"}}, 1min},
                    Freshness{"MaxAgeQuoted", {{"cache-control", "max-age=\"60\""}}, 1min},
                    Freshness{
                        "MaxAgeInAnotherLine", {{"cache-control", "public"}, {"cache-control", "max-age=60"}}, 1min},
                    Freshness{"MaxAgeInsideQuotesIsText", {{"cache-control", "x=\"a, max-age=5\", max-age=60"}}, 1min},
                    Freshness{"SharedMaxAgeIsNotOurs", {{"cache-control", "s-maxage=900"}}, std::nullopt},
                    Freshness{"LessItsAge", {{"cache-control", "max-age=300"}, {"age", "100"}}, 200s},
                    Freshness{"OlderThanItsMaxAge", {{"cache-control", "max-age=300"}, {"age", "1000"}}, 0ms},
                    Freshness{"NoStore", {{"cache-control", "no-store, max-age=300"}}, 0ms},
                    Freshness{"NoCache", {{"cache-control", "no-cache"}}, 0ms},
                    Freshness{"NoCacheOfOneField", {{"cache-control", "no-cache=\"set-cookie\", max-age=300"}}, 5min},
                    Freshness{"MaxAgeBroken", {{"cache-control", "max-age=soon"}}, 0ms},
                    Freshness{"MaxAgeEndless", {{"cache-control", "max-age=99999999999999999999"}}, year},
                    Freshness{"FirstMaxAgeCounts", {{"cache-control", "max-age=60, max-age=600"}}, 1min},
                    Freshness{"Expires", {{"expires", "Sun, 06 Nov 1994 08:59:37 GMT"}}, 10min},
                    Freshness{"ExpiresByTheServersClock",
                              {{"expires", "Sun, 06 Nov 2094 08:59:37 GMT"}, {"date", "Sun, 06 Nov 2094 08:49:37 GMT"}},
                              10min},
                    Freshness{"ExpiredAlready", {{"expires", "Thu, 01 Jan 1970 00:00:00 GMT"}}, 0ms},
                    Freshness{"ExpiresZero", {{"expires", "0"}}, 0ms},
                    Freshness{"MaxAgeBeforeExpires", {{"cache-control", "max-age=60"}, {"expires", "0"}}, 1min}),
    [](auto const& i) { return i.param.says; });

TEST(Validators, AreTheResponsesOwn) {
  EXPECT_EQ(validators_after(200, {{"etag", "W/\"x\""}}, {"\"old\"", "long ago"}), (Validators{"W/\"x\"", ""}));
  EXPECT_EQ(validators_after(404, {}, {"\"old\"", "long ago"}), Validators{});
}

TEST(Validators, OfA304AreThoseSentButForWhatItReplaces) {
  EXPECT_EQ(validators_after(304, {}, {"\"old\"", "long ago"}), (Validators{"\"old\"", "long ago"}));
  EXPECT_EQ(validators_after(304, {{"etag", "\"new\""}}, {"\"old\"", "long ago"}), (Validators{"\"new\"", "long ago"}));
  EXPECT_EQ(validators_after(304, {{"last-modified", "now"}}, {"", "long ago"}), (Validators{"", "now"}));
}

}  // namespace
}  // namespace rasid::fetch
