#include "daemon/fetch/redirects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/http_server.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using test::HttpServer;
using test::redirect;
using test::Reply;

TEST(Redirects, OfOnlyPermanentKindsAreRemembered) {
  HttpServer server;
  server.serve("/old", redirect(301, "/older"));
  server.serve("/older", redirect(308, "/new"));
  server.serve_text("/new", "here");
  Client client;
  auto const response = client.get(server.url("/old"));
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "here");
  EXPECT_EQ(response->url, server.url("/new"));
  EXPECT_EQ(response->moved_permanently_to, server.url("/new"));
}

TEST(Redirects, WithATemporaryOneAnywhereAreNotRemembered) {
  HttpServer server;
  server.serve("/a", redirect(301, "/b"));
  server.serve("/b", redirect(302, "/c"));
  server.serve("/c", redirect(308, "/d"));
  server.serve_text("/d", "here");
  Client client;
  for (auto const* start : {"/a", "/b"}) {
    auto const response = client.get(server.url(start));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->url, server.url("/d"));
    EXPECT_EQ(response->moved_permanently_to, "");
  }
}

TEST(Redirects, ToSomethingBrokenAreNotRemembered) {
  HttpServer server;
  server.serve("/old", redirect(301, "/gone"));
  Client client;
  auto const response = client.get(server.url("/old"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(response->moved_permanently_to, "");
}

TEST(Redirects, CarryValidatorsToTheEnd) {
  HttpServer server;
  server.serve("/a", redirect(301, "/b"));
  server.serve("/b", {.status = 304});
  Client client;
  auto const response = client.fetch({.url = server.url("/a"), .validators = {"\"v1\"", ""}});
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->not_modified());
  EXPECT_EQ(response->moved_permanently_to, server.url("/b"));
  EXPECT_EQ(server.requests("/b").at(0).header("if-none-match"), "\"v1\"");
}

TEST(Redirects, InACircleEnd) {
  HttpServer server;
  server.serve("/a", redirect(302, "/b"));
  server.serve("/b", redirect(302, "/a#x"));
  server.serve("/self", redirect(301, "/self"));
  Client client;
  EXPECT_EQ(code_of(client.get(server.url("/a"))), FetchError::too_many_redirects);
  EXPECT_EQ(code_of(client.get(server.url("/self"))), FetchError::too_many_redirects);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Redirects, BeyondTheLimitEnd) {
  HttpServer server([](test::Seen const& seen) { return redirect(302, seen.target + "x"); });
  Client client;
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/"), .limits = {.redirects = 3}})),
            FetchError::too_many_redirects);
  EXPECT_EQ(server.requests().size(), 4U);
}

TEST(Redirects, LeadNowhereButToHttp) {
  HttpServer server;
  server.serve("/file", redirect(302, "file:///etc/passwd"));
  server.serve("/ftp", redirect(302, "ftp://127.0.0.1/x"));
  server.serve("/bad", redirect(302, "http://a b/"));
  Client client;
  EXPECT_EQ(code_of(client.get(server.url("/file"))), FetchError::forbidden_scheme);
  EXPECT_EQ(code_of(client.get(server.url("/ftp"))), FetchError::forbidden_scheme);
  EXPECT_EQ(code_of(client.get(server.url("/bad"))), FetchError::bad_url);
}

TEST(Redirects, WithoutATargetAreTheResponse) {
  HttpServer server;
  server.serve("/", {.status = 302, .body = "where?"});
  server.serve("/choice", {.status = 300, .headers = {{"Location", "/x"}}, .body = "choose"});
  Client client;
  EXPECT_EQ(client.get(server.url("/"))->body, "where?");
  EXPECT_EQ(client.get(server.url("/choice"))->body, "choose");
}

TEST(Redirects, NeedNotSendTheirWholePage) {
  HttpServer server;
  server.serve("/", {.status = 302, .headers = {{"Location", "/x"}}, .endless = true});
  server.serve_text("/x", "here");
  Client client;
  auto const response = client.get(server.url("/"));
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "here");
}

TEST(Redirects, KeepHeadersAndCredentialsWithinAnOrigin) {
  HttpServer server;
  server.serve("/a", redirect(302, server.url("/b")));
  Client client;
  ASSERT_TRUE(client.fetch(
      {.url = "http://u:p@127.0.0.1:" + std::to_string(server.port()) + "/a", .headers = {{"X-Key", "k"}}}));
  EXPECT_TRUE(server.requests("/b").at(0).has("authorization"));
  EXPECT_TRUE(server.requests("/b").at(0).has("x-key"));
}

TEST(Redirects, GiveAnotherOriginNoSecrets) {
  HttpServer other;
  HttpServer server;
  server.serve("/a", {.status = 302, .headers = {{"Location", other.url("/b")}, {"Set-Cookie", "session=1"}}});
  Client client;
  ASSERT_TRUE(client.fetch(
      {.url = "http://u:p@127.0.0.1:" + std::to_string(server.port()) + "/a",
       .headers = {{"X-Key", "k"}, {"Authorization", "Bearer t"}, {"Cookie", "c=1"}, {"Accept", "text/xml"}}}));
  auto const seen = other.requests("/b").at(0);
  for (auto const* secret : {"x-key", "authorization", "cookie", "referer"}) EXPECT_FALSE(seen.has(secret)) << secret;
  EXPECT_EQ(seen.header("accept"), "text/xml");
  EXPECT_EQ(seen.header("host"), "127.0.0.1:" + std::to_string(other.port()));
}

TEST(Redirects, SetNoCookies) {
  HttpServer server;
  server.serve("/a", {.status = 302, .headers = {{"Location", "/b"}, {"Set-Cookie", "session=1"}}});
  Client client;
  ASSERT_TRUE(client.get(server.url("/a")));
  EXPECT_FALSE(server.requests("/b").at(0).has("cookie"));
}

TEST(Redirects, TurnAPostIntoAGetWhereTheStatusSaysSo) {
  HttpServer server([](test::Seen const& seen) {
    return seen.target == "/end" ? Reply{} : redirect(std::stoi(seen.target.substr(1)), "/end");
  });
  Client client;
  std::vector<std::string> seen;
  for (auto const* status : {"/301", "/302", "/303", "/307", "/308"}) {
    ASSERT_TRUE(client.fetch({.url = server.url(status), .method = "POST", .body = "b"}));
    auto const last = server.requests().back();
    seen.push_back(last.method + last.body);
  }
  EXPECT_THAT(seen, testing::ElementsAre("GET", "GET", "GET", "POSTb", "POSTb"));
}

}  // namespace
}  // namespace rasid::fetch
