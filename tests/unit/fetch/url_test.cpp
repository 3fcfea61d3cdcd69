#include "daemon/fetch/url.h"

#include <gtest/gtest.h>

#include "daemon/fetch/http.h"

namespace rasid::fetch {
namespace {

struct Case {
  char const* given;
  char const* text;
};

class UrlText : public testing::TestWithParam<Case> {};

TEST_P(UrlText, IsWhatGoesOverTheWire) {
  auto const url = parse_url(GetParam().given);
  ASSERT_TRUE(url) << url.error().message();
  EXPECT_EQ(url->text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    , UrlText,
    testing::Values(Case{"https://a.example/x?y=1", "https://a.example/x?y=1"},
                    Case{"HTTP://A.Example", "http://a.example/"}, Case{"http://a.example./x", "http://a.example/x"},
                    Case{"http://a.example/x#part", "http://a.example/x"},
                    Case{"http://a.example/a/../b/./c", "http://a.example/b/c"},
                    Case{"http://u:p@a.example:8080/x", "http://a.example:8080/x"},
                    Case{"http://a.example/أخبار", "http://a.example/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1"},
                    Case{"http://a.example/%D8%A3", "http://a.example/%D8%A3"},
                    Case{"http://مثال.إختبار/", "http://xn--mgbh0fb.xn--kgbechtv/"},
                    Case{"https://Bücher.example/", "https://xn--bcher-kva.example/"},
                    Case{"http://[::1]:81/", "http://[::1]:81/"}, Case{"http://2130706433/", "http://127.0.0.1/"},
                    Case{"http://0x7f.1/", "http://127.0.0.1/"}));

TEST(Url, IsTakenApart) {
  auto const url = parse_url("https://us%40er:pass%3Aword@a.example/x");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "a.example");
  EXPECT_EQ(url->port, 443);
  EXPECT_EQ(url->user, "us@er");
  EXPECT_EQ(url->password, "pass:word");
}

TEST(Url, OfAnotherSchemeIsForbidden) {
  for (auto const* wrong : {"file:///etc/passwd", "ftp://a.example/", "gopher://a.example:70/_x", "javascript:alert(1)",
                            "data:text/plain,x", "mailto:a@b.example", "dict://a/b"}) {
    auto const url = parse_url(wrong);
    ASSERT_FALSE(url) << wrong;
    EXPECT_EQ(url.error().code, FetchError::forbidden_scheme) << wrong;
  }
}

TEST(Url, ThatCannotBeReadIsRefused) {
  std::string const endless = "http://a.example/" + std::string(10'000, 'x');
  for (std::string const wrong :
       {"", "a.example", "/x", "http://", "http://a b/", "http://a.example:99999/", "http://[::1/",
        "http://a.example/\r\nX: y", "http://a.example/\n", endless.c_str()}) {
    auto const url = parse_url(wrong);
    ASSERT_FALSE(url) << wrong;
    EXPECT_EQ(url.error().code, FetchError::bad_url) << wrong;
  }
}

TEST(Url, NeverShowsAPasswordInAnError) {
  auto const url = parse_url("http://user:secret@a b/");
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().message().find("secret"), std::string::npos) << url.error().message();
}

TEST(Url, IsResolvedAgainstTheOneThatRedirects) {
  auto const base = *parse_url("https://a.example/news/feed?x=1");
  EXPECT_EQ(resolve(base, "rss")->text, "https://a.example/news/rss");
  EXPECT_EQ(resolve(base, "/rss")->text, "https://a.example/rss");
  EXPECT_EQ(resolve(base, "?y=2")->text, "https://a.example/news/feed?y=2");
  EXPECT_EQ(resolve(base, "//b.example/")->text, "https://b.example/");
  EXPECT_EQ(resolve(base, "http://b.example/a b")->text, "http://b.example/a%20b");
  EXPECT_EQ(resolve(base, "file:///etc/passwd").error().code, FetchError::forbidden_scheme);
}

TEST(Url, LosesCredentialsThatARedirectBrings) {
  auto const url = resolve(*parse_url("http://u:p@a.example/"), "http://x:y@a.example/z");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->user + url->password, "");
  EXPECT_EQ(url->text, "http://a.example/z");
}

TEST(Url, SharesAnOriginBySchemeHostAndPort) {
  auto const a = *parse_url("https://a.example/");
  EXPECT_TRUE(same_origin(a, *parse_url("https://A.example:443/other")));
  EXPECT_FALSE(same_origin(a, *parse_url("http://a.example/")));
  EXPECT_FALSE(same_origin(a, *parse_url("https://a.example:444/")));
  EXPECT_FALSE(same_origin(a, *parse_url("https://b.a.example/")));
}

}  // namespace
}  // namespace rasid::fetch
