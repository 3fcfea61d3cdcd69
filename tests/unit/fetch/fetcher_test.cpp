#include "daemon/fetch/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compress.h"
#include "tests/support/http_server.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::Reply;
using test::Seen;

TEST(Fetcher, BringsStatusBodyHeadersAndTheirMeaning) {
  HttpServer server;
  server.serve(
      "/feed",
      {.headers = {{"ETag", "\"v1\""}, {"Last-Modified", "whenever"}, {"Cache-Control", "max-age=90"}, {"X-A", "b"}},
       .body = "salaam"});
  Client client;
  auto const response = client.get(server.url("/feed"));
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "salaam");
  EXPECT_EQ(response->header("x-a"), "b");
  EXPECT_EQ(response->url, server.url("/feed"));
  EXPECT_EQ(response->moved_permanently_to, "");
  EXPECT_EQ(response->validators, (Validators{"\"v1\"", "whenever"}));
  EXPECT_EQ(response->fresh_for, 90s);
  EXPECT_EQ(response->retry_after, std::nullopt);
}

TEST(Fetcher, TellsTheServerWhoAsksAndNothingMore) {
  HttpServer server;
  Client client;
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .headers = {{"Accept", "application/rss+xml"}}}));
  Seen const seen = server.requests().at(0);
  EXPECT_EQ(seen.header("user-agent"), "Rasid/test (+https://rasid.example; ops@rasid.example)");
  EXPECT_EQ(seen.header("accept"), "application/rss+xml");
  EXPECT_THAT(seen.header("accept-encoding"), testing::HasSubstr("gzip"));
  for (auto const* absent :
       {"referer", "cookie", "if-none-match", "if-modified-since", "content-type", "authorization"}) {
    EXPECT_FALSE(seen.has(absent)) << absent;
  }
}

TEST(Fetcher, TreatsEveryHttpStatusAsAResponse) {
  HttpServer server([](Seen const& seen) { return Reply{.status = std::stoi(seen.target.substr(1)), .body = "why"}; });
  Client client;
  for (int const status : {201, 204, 400, 401, 403, 404, 410, 418, 429, 500, 503, 599}) {
    auto const response = client.get(server.url("/" + std::to_string(status)));
    ASSERT_TRUE(response) << status << ' ' << response.error().message();
    EXPECT_EQ(response->status, status);
  }
}

TEST(Fetcher, ReadsRetryAfterWhereItMeansSomething) {
  HttpServer server([](Seen const& seen) {
    return Reply{.status = std::stoi(seen.target.substr(1)), .headers = {{"Retry-After", "120"}}};
  });
  Client client;
  EXPECT_EQ(client.get(server.url("/429"))->retry_after, 2min);
  EXPECT_EQ(client.get(server.url("/503"))->retry_after, 2min);
  EXPECT_EQ(client.get(server.url("/200"))->retry_after, std::nullopt);
}

TEST(Fetcher, ForgetsTheHeadersOfInterimResponses) {
  HttpServer server;
  server.serve(
      "/", {.raw = "HTTP/1.1 103 Early Hints\r\nETag: \"hint\"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
  Client client;
  auto const response = client.get(server.url("/"));
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "ok");
  EXPECT_EQ(response->validators, Validators{});
}

TEST(Fetcher, ForgetsTrailers) {
  HttpServer server;
  server.serve("/",
               {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nETag: \"late\"\r\n\r\n"});
  Client client;
  auto const response = client.get(server.url("/"));
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "ok");
  EXPECT_EQ(response->validators, Validators{});
}

TEST(ConditionalRequest, EchoesValidatorsByteForByte) {
  HttpServer server([](Seen const&) { return Reply{.status = 304}; });
  Client client;
  for (Validators const& odd :
       {Validators{"W/\"a  b,c\"", "Mon, 29 Jun 2020 08:00:00 GMT"}, Validators{"no-quotes", "yesterday-ish"},
        Validators{"\"\xC3\xA9\"", ""}, Validators{"", "0"}, Validators{"\"a:b;c\"", "Mon;"}}) {
    auto const response = client.fetch({.url = server.url("/"), .validators = odd});
    ASSERT_TRUE(response);
    EXPECT_TRUE(response->not_modified());
    EXPECT_EQ(response->validators, odd);
    EXPECT_EQ(server.requests().back().header("if-none-match"), odd.etag);
    EXPECT_EQ(server.requests().back().header("if-modified-since"), odd.last_modified);
    EXPECT_EQ(server.requests().back().has("if-none-match"), !odd.etag.empty());
  }
}

TEST(ConditionalRequest, TakesTheNewValidatorsOfA304) {
  HttpServer server;
  server.serve("/", {.status = 304, .headers = {{"ETag", "\"v2\""}}});
  Client client;
  auto const response = client.fetch({.url = server.url("/"), .validators = {"\"v1\"", "monday"}});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->validators, (Validators{"\"v2\"", "monday"}));
}

TEST(ConditionalRequest, SendsNoValidatorThatCouldBreakTheRequest) {
  HttpServer server;
  Client client;
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .validators = {"\"v1\"\r\nX-Evil: 1", ""}}));
  EXPECT_FALSE(server.requests()[0].has("x-evil"));
  EXPECT_FALSE(server.requests()[0].has("if-none-match"));
}

TEST(Compression, IsUndone) {
  std::string const text(5000, 'r');
  HttpServer server;
  server.serve("/gzip", test::gzipped(text));
  server.serve("/deflate", {.headers = {{"Content-Encoding", "deflate"}}, .body = test::deflate(text)});
  // The word "salaam" as one uncompressed brotli metablock and the empty last one (RFC 7932).
  server.serve("/br", {.headers = {{"Content-Encoding", "br"}}, .body = std::string("\x8b\x02\x80salaam\x03", 10)});
  // The same word as one raw block of a single segment (RFC 8878).
  server.serve("/zstd", {.headers = {{"Content-Encoding", "zstd"}},
                         .body = std::string("\x28\xb5\x2f\xfd\x20\x06\x31\x00\x00salaam", 15)});
  Client client;
  EXPECT_EQ(client.get(server.url("/gzip"))->body, text);
  EXPECT_EQ(client.get(server.url("/deflate"))->body, text);
  if (server.requests().at(0).header("accept-encoding").find("br") != std::string::npos) {
    auto const response = client.get(server.url("/br"));
    ASSERT_TRUE(response) << response.error().message();
    EXPECT_EQ(response->body, "salaam");
  }
  if (server.requests().at(0).header("accept-encoding").find("zstd") != std::string::npos) {
    auto const response = client.get(server.url("/zstd"));
    ASSERT_TRUE(response) << response.error().message();
    EXPECT_EQ(response->body, "salaam");
  }
}

TEST(Compression, ThatIsBrokenIsAProtocolError) {
  HttpServer server;
  server.serve("/", {.headers = {{"Content-Encoding", "gzip"}}, .body = "this is not gzip at all"});
  Client client;
  EXPECT_EQ(code_of(client.get(server.url("/"))), FetchError::protocol);
}

TEST(Posting, SendsBodyAndHeadersAndLeavesTheStatusToTheCaller) {
  HttpServer server(
      [](Seen const&) { return Reply{.status = 302, .headers = {{"Location", "/elsewhere"}}, .body = "moved"}; });
  Client client;
  std::string const body = R"({"alert": "قآني"})" + std::string(2'000'000, ' ');
  auto const response =
      client.fetch({.url = server.url("/hook"),
                    .method = "POST",
                    .headers = {{"Content-Type", "application/json"}, {"X-Signature", "abc"}, {"X-Empty", ""}},
                    .body = body,
                    .follow_redirects = false});
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(response->body, "moved");
  ASSERT_EQ(server.requests().size(), 1U);
  Seen const seen = server.requests()[0];
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.body, body);
  EXPECT_EQ(seen.header("content-type"), "application/json");
  EXPECT_EQ(seen.header("x-signature"), "abc");
  EXPECT_TRUE(seen.has("x-empty"));
  EXPECT_FALSE(seen.has("expect"));
}

TEST(Posting, UsesAnyMethod) {
  HttpServer server;
  Client client;
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .method = "PUT", .body = "x"}));
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .method = "DELETE"}));
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .method = "HEAD"}));
  ASSERT_TRUE(client.fetch({.url = server.url("/"), .method = "POST"}));
  std::vector<std::string> methods;
  for (Seen const& seen : server.requests()) methods.push_back(seen.method + ' ' + seen.body);
  EXPECT_THAT(methods, testing::ElementsAre("PUT x", "DELETE ", "HEAD ", "POST "));
}

TEST(Posting, RefusesHeadersThatWouldBreakTheRequest) {
  HttpServer server;
  Client client;
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/"), .headers = {{"X", "a\r\nX-Evil: 1"}}})),
            FetchError::protocol);
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/"), .headers = {{"X: y\r\nZ", "a"}}})), FetchError::protocol);
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/"), .method = "GET / HTTP/1.1\r\nX: y"})), FetchError::protocol);
  EXPECT_TRUE(server.requests().empty());
}

TEST(Credentials, InTheUrlBecomeBasicAuthenticationAndAreNotShown) {
  HttpServer server;
  Client client;
  auto const response = client.get("http://u:p%20w@127.0.0.1:" + std::to_string(server.port()) + "/x");
  ASSERT_TRUE(response);
  EXPECT_EQ(server.requests()[0].header("authorization"), "Basic dTpwIHc=");
  EXPECT_EQ(response->url, server.url("/x"));
}

TEST(Environment, CannotLeadPastTheGuardByAProxy) {
  HttpServer server;
  HttpServer proxy;
  ::setenv("http_proxy", proxy.url("").c_str(), 1);
  Client client;
  auto const response = client.get(server.url("/"));
  ::unsetenv("http_proxy");
  EXPECT_EQ(proxy.connections_accepted(), 0U);
  EXPECT_EQ(server.requests().size(), 1U);
}

}  // namespace
}  // namespace rasid::fetch
