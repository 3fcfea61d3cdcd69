#include <gtest/gtest.h>

#include "daemon/http_server/endpoint.h"

namespace rasid::http_server {
namespace {

TEST(AnEndpoint, IsAnAddressAndAPort) {
  EXPECT_EQ(parse_endpoint("127.0.0.1:8431"), (Endpoint{"127.0.0.1", 8431}));
  EXPECT_EQ(parse_endpoint("0.0.0.0:1"), (Endpoint{"0.0.0.0", 1}));
  EXPECT_EQ(parse_endpoint("[::1]:8431"), (Endpoint{"::1", 8431}));
}

TEST(AnEndpoint, IsNothingElse) {
  for (auto const* text : {"", ":", "8431", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1",
                           "::1:8431", "[127.0.0.1]:80", "localhost:8431", "[::1]", "127.0.0.1:80 "}) {
    EXPECT_EQ(parse_endpoint(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace rasid::http_server
