#include "daemon/feeds/base_url.h"

#include <gtest/gtest.h>

namespace rasid::feeds {
namespace {

TEST(BaseUrl, ResolvesTheExamplesOfRfc3986) {
  constexpr std::string_view base = "http://a/b/c/d;p?q";
  for (auto const& [reference, expected] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"g:h", "g:h"},
                                                                            {"g", "http://a/b/c/g"},
                                                                            {"./g", "http://a/b/c/g"},
                                                                            {"g/", "http://a/b/c/g/"},
                                                                            {"/g", "http://a/g"},
                                                                            {"//g", "http://g"},
                                                                            {"?y", "http://a/b/c/d;p?y"},
                                                                            {"g?y", "http://a/b/c/g?y"},
                                                                            {"#s", "http://a/b/c/d;p?q#s"},
                                                                            {"g#s", "http://a/b/c/g#s"},
                                                                            {"", "http://a/b/c/d;p?q"},
                                                                            {".", "http://a/b/c/"},
                                                                            {"..", "http://a/b/"},
                                                                            {"../g", "http://a/b/g"},
                                                                            {"../..", "http://a/"},
                                                                            {"../../../g", "http://a/g"},
                                                                            {"/./g", "http://a/g"},
                                                                            {"g/../h", "http://a/b/c/h"}}) {
    EXPECT_EQ(resolve_url(base, reference), expected) << reference;
  }
}

TEST(BaseUrl, LeavesAReferenceAloneWhereThereIsNothingToResolveAgainst) {
  EXPECT_EQ(resolve_url("", " a/b "), "a/b");
  EXPECT_EQ(resolve_url("tag:example.org,2020:x", "a"), "a");
  EXPECT_EQ(resolve_url("not a url", "a"), "a");
}

}  // namespace
}  // namespace rasid::feeds
