#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/http_server.h"
#include "tests/support/socks_server.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using namespace rasid::test;
using testing::HasSubstr;

Request with_access(std::string url, Access access) {
  Request request;
  request.url = std::move(url);
  request.access = std::make_shared<Access const>(std::move(access));
  return request;
}

Access secrets() {
  Access access;
  access.user = "reader";
  access.password = "open sesame";
  access.headers = {{"X-Api-Key", "k1"}};
  access.cookies = "session=s1";
  return access;
}

TEST(FetchAccess, GoesToTheSiteItIsFor) {
  HttpServer server;
  server.serve_text("/", "x");
  Client client;
  ASSERT_TRUE(client.fetch(with_access(server.url("/"), secrets())));
  Seen const seen = server.requests().at(0);
  EXPECT_EQ(seen.header("authorization"), "Basic cmVhZGVyOm9wZW4gc2VzYW1l");
  EXPECT_EQ(seen.header("x-api-key"), "k1");
  EXPECT_EQ(seen.header("cookie"), "session=s1");
}

TEST(FetchAccess, StaysBehindAtARedirectToAnotherOrigin) {
  HttpServer other;
  other.serve_text("/", "x");
  HttpServer server;
  server.serve("/", redirect(302, other.url("/")));
  Client client;
  ASSERT_TRUE(client.fetch(with_access(server.url("/"), secrets())));
  Seen const seen = other.requests().at(0);
  EXPECT_FALSE(seen.has("authorization") || seen.has("x-api-key") || seen.has("cookie"));
}

TEST(FetchProxy, BringsEverythingByTheProxy) {
  HttpServer proxy([](Seen const&) { return Reply{.body = "by proxy"}; });
  FetcherSettings settings{.user_agent = "x"};
  Proxy way{.url = proxy.url(""), .user = "u", .password = "p"};
  settings.proxy = std::make_shared<Proxy const>(way);
  Client client(settings);
  auto const response = client.get("http://news.example/feed.xml");
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "by proxy");
  EXPECT_EQ(proxy.requests().at(0).target, "http://news.example/feed.xml");
  EXPECT_EQ(proxy.requests().at(0).header("proxy-authorization"), "Basic dTpw");
}

TEST(FetchProxy, IsAskedForNoAddressOfTheInside) {
  HttpServer proxy([](Seen const&) { return Reply{.body = "secret"}; });
  FetcherSettings settings{.user_agent = "x"};
  settings.proxy = std::make_shared<Proxy const>(Proxy{.url = proxy.url("")});
  Client client(settings);
  for (char const* host : {"127.0.0.1", "localhost", "169.254.169.254", "[::ffff:10.0.0.1]", "0x7f.1"}) {
    EXPECT_EQ(code_of(client.get("http://" + std::string(host) + "/")), FetchError::forbidden_address) << host;
  }
  EXPECT_TRUE(proxy.requests().empty());
}

TEST(FetchProxy, IsLeftOutForAHostInOurOwnNetwork) {
  HttpServer inside;
  inside.serve_text("/", "straight");
  HttpServer proxy([](Seen const&) { return Reply{.body = "by proxy"}; });
  FetcherSettings settings{.user_agent = "x"};
  settings.proxy = std::make_shared<Proxy const>(Proxy{.url = proxy.url("")});
  Client client(settings);
  EXPECT_EQ(client.fetch({.url = inside.url("/"), .allow_private_addresses = true})->body, "straight");
  EXPECT_TRUE(proxy.requests().empty());
}

TEST(FetchProxy, MayBeASocksServerWhichResolvesTheNames) {
  SocksServer proxy("by socks");
  FetcherSettings settings{.user_agent = "x"};
  settings.proxy = std::make_shared<Proxy const>(Proxy{.url = proxy.url(), .user = "u", .password = "p"});
  Client client(settings);
  auto const response = client.get("http://news.example/feed.xml");
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->body, "by socks");
  EXPECT_THAT(proxy.wanted(), testing::ElementsAre("u:p@news.example:80"));
}

TEST(FetchProxy, OfTheSocksKindIsAskedForNoAddressOfTheInsideEither) {
  SocksServer proxy("secret");
  FetcherSettings settings{.user_agent = "x"};
  settings.proxy = std::make_shared<Proxy const>(Proxy{.url = proxy.url()});
  Client client(settings);
  for (char const* host : {"127.0.0.1", "localhost", "169.254.169.254", "[::1]"}) {
    EXPECT_EQ(code_of(client.get("http://" + std::string(host) + "/")), FetchError::forbidden_address) << host;
  }
  EXPECT_THAT(proxy.wanted(), testing::IsEmpty());
}

TEST(FetchProxy, IsLeftOutWhereTheSiteSaysNone) {
  HttpServer server;
  server.serve_text("/", "straight");
  FetcherSettings settings = Client::loopback();
  settings.proxy = std::make_shared<Proxy const>(Proxy{.url = "http://127.0.0.1:9"});
  Client client(settings);
  Access straight;
  straight.proxy = std::make_shared<Proxy const>();
  EXPECT_TRUE(client.fetch(with_access(server.url("/"), straight)));
}

TEST(FetchPorts, OthersThanTheWebsAreRefusedUnlessListed) {
  Client client;
  EXPECT_EQ(code_of(client.get("http://127.0.0.1:6379/")), FetchError::forbidden_port);
  EXPECT_EQ(code_of(client.get("http://127.0.0.1:25/")), FetchError::forbidden_port);
  FetcherSettings listed = Client::loopback();
  listed.egress.ports = {443};
  EXPECT_EQ(code_of(Client(listed).get("http://127.0.0.1:8080/")), FetchError::forbidden_port);
  FetcherSettings secure = Client::loopback();
  secure.egress.schemes = {"https"};
  EXPECT_EQ(code_of(Client(secure).get("http://127.0.0.1/")), FetchError::forbidden_scheme);
  EXPECT_EQ(client.fetcher().counts().errors.at(FetchError::forbidden_port), 2U);
}

struct FetchFile : testing::Test {
  TempFolder folder;
  FetcherSettings settings = Client::loopback();
  void SetUp() override {
    folder.write("feeds/a b.xml", "<rss/>");
    folder.write("secret", "no");
    settings.egress.files = {folder / "feeds"};
  }
  [[nodiscard]] std::string url(std::string const& name) const {
    return "file://" + folder.path().string() + "/" + name;
  }
};

TEST_F(FetchFile, IsReadWhereItsFolderIsAllowed) {
  Client client(settings);
  auto const first = client.get(url("feeds/a%20b.xml"));
  ASSERT_TRUE(first) << first.error().message();
  EXPECT_EQ(first->body, "<rss/>");
  auto const second = client.fetch({.url = url("feeds/a%20b.xml"), .validators = first->validators});
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->not_modified());
}

TEST_F(FetchFile, IsRefusedElsewhere) {
  std::filesystem::create_symlink(folder / "secret", folder / "feeds/link.xml");
  Client client(settings);
  for (char const* name :
       {"secret", "feeds/../secret", "feeds/link.xml", "feeds", "feeds/none.xml", "feeds/%2e%2e/secret"}) {
    EXPECT_EQ(code_of(client.get(url(name))), FetchError::file) << name;
  }
  EXPECT_EQ(code_of(Client().get(url("feeds/a%20b.xml"))), FetchError::forbidden_scheme) << "no folder is allowed";
}

struct FetchRobots : testing::Test {
  HttpServer server;
  Client client;
  Result<Response> read(std::string const& target) {
    Request request;
    request.url = server.url(target);
    request.obey_robots = true;
    return client.fetch(std::move(request));
  }
};

TEST_F(FetchRobots, AreAskedOnceAndObeyed) {
  server.serve_text("/robots.txt", "User-agent: rasid\nDisallow: /private\n");
  server.serve_text("/public", "x");
  server.serve("/way", redirect(302, "/private"));
  EXPECT_TRUE(read("/public"));
  EXPECT_EQ(code_of(read("/private?x")), FetchError::robots);
  EXPECT_EQ(code_of(read("/way")), FetchError::robots);
  EXPECT_EQ(server.requests("/robots.txt").size(), 1U);
  EXPECT_TRUE(server.requests("/private").empty());
  EXPECT_TRUE(client.get(server.url("/private"))) << "only those who ask obey";
}

TEST_F(FetchRobots, AllowEverythingWhereThereAreNone) {
  server.serve_text("/public", "x");
  EXPECT_TRUE(read("/public"));
}

TEST_F(FetchRobots, ForbidEverythingWhileTheServerIsInTrouble) {
  server.serve("/robots.txt", {.status = 503});
  server.serve_text("/public", "x");
  EXPECT_EQ(code_of(read("/public")), FetchError::robots);
  EXPECT_TRUE(server.requests("/public").empty());
}

TEST_F(FetchRobots, AreReadAsFarAsTheLimitGoes) {
  std::string const big = "User-agent: *\nDisallow: /private\n" + std::string(600U << 10U, '#');
  server.serve_text("/robots.txt", big);
  server.serve_text("/public", "x");
  EXPECT_TRUE(read("/public"));
  EXPECT_EQ(code_of(read("/private")), FetchError::robots);
}

TEST_F(FetchRobots, SpaceRequestsByTheirCrawlDelay) {
  server.serve_text("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n");
  server.serve_text("/public", "x");
  ASSERT_TRUE(read("/public"));
  ASSERT_TRUE(read("/public"));
  auto const seen = server.requests("/public");
  EXPECT_GE(seen.at(1).at - seen.at(0).at, std::chrono::milliseconds{150});
}

}  // namespace
}  // namespace rasid::fetch
