#include <gtest/gtest.h>

#include "tests/support/http_server.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using test::HttpServer;
using test::redirect;

TEST(EgressGuard, RefusesLoopbackUnlessTold) {
  HttpServer server;
  Client client(FetcherSettings{.user_agent = "x"});
  auto const port = std::to_string(server.port());
  for (auto const* host : {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    auto const response = client.get("http://" + std::string(host) + ":" + port + "/");
    EXPECT_EQ(code_of(response), FetchError::forbidden_address) << host;
  }
  EXPECT_EQ(server.connections_accepted(), 0U);
}

TEST(EgressGuard, SaysWhichAddressItRefused) {
  Client client(FetcherSettings{.user_agent = "x"});
  auto const response = client.get("http://127.0.0.1:81/");
  EXPECT_NE(response.error().message().find("127.0.0.1"), std::string::npos) << response.error().message();
}

TEST(EgressGuard, LetsARequestThroughThatMayReachPrivateAddresses) {
  HttpServer server;
  Client client(FetcherSettings{.user_agent = "x"});
  EXPECT_TRUE(client.fetch({.url = server.url("/"), .allow_private_addresses = true}));
}

TEST(EgressGuard, AllowsThatOfTheHostNamedAndNotOfThoseItRedirectsTo) {
  HttpServer other({}, "127.0.0.2");
  HttpServer same_host;
  HttpServer server;
  server.serve("/away", redirect(302, other.url("/secret")));
  server.serve("/there", redirect(302, same_host.url("/")));
  Client client(FetcherSettings{.user_agent = "x"});
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/away"), .allow_private_addresses = true})),
            FetchError::forbidden_address);
  EXPECT_EQ(other.connections_accepted(), 0U);
  EXPECT_TRUE(client.fetch({.url = server.url("/there"), .allow_private_addresses = true}));
}

TEST(EgressGuard, NeverLetsThatRequestReachTheMetadataService) {
  Client client(FetcherSettings{.user_agent = "x"});
  auto const response = client.fetch({.url = "http://169.254.169.254/latest/", .allow_private_addresses = true});
  EXPECT_EQ(code_of(response), FetchError::forbidden_address);
}

TEST(EgressGuard, ChecksEachHop) {
  HttpServer inner({}, "127.0.0.2");
  HttpServer server;
  server.serve("/", redirect(302, inner.url("/secret")));
  Client client;  // may reach 127.0.0.1 alone
  EXPECT_EQ(code_of(client.get(server.url("/"))), FetchError::forbidden_address);
  EXPECT_EQ(inner.connections_accepted(), 0U);
}

TEST(EgressGuard, ChecksConnectionsThatAnotherRequestLeftOpen) {
  HttpServer server;
  Client client(FetcherSettings{.user_agent = "x"});
  ASSERT_TRUE(client.fetch({.url = server.url("/first"), .allow_private_addresses = true}));
  EXPECT_EQ(code_of(client.get(server.url("/second"))), FetchError::forbidden_address);
  EXPECT_EQ(server.requests().size(), 1U);
}

}  // namespace
}  // namespace rasid::fetch
