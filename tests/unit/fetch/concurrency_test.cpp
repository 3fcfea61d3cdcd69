#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tests/support/http_server.h"
#include "tests/support/wait.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using test::HttpServer;
using test::Reply;
using test::Seen;

Reply slow_reply(Seen const& seen) {
  return {.body = seen.target, .delay = 20ms};
}

std::vector<Request> requests_to(HttpServer const& server, std::size_t count) {
  std::vector<Request> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i].url = server.url("/" + std::to_string(i));
  return out;
}

FetcherSettings with_connections(std::uint32_t in_all, std::uint32_t per_host) {
  FetcherSettings settings = Client::loopback();
  settings.connections = in_all;
  settings.connections_per_host = per_host;
  return settings;
}

TEST(Concurrency, IsOneRequestAtATimePerHostInOrderOverOneConnection) {
  HttpServer server(slow_reply);
  Client client;
  for (auto const& response : client.all(requests_to(server, 10))) ASSERT_TRUE(response);
  EXPECT_EQ(server.most_at_once(), 1U);
  EXPECT_EQ(server.connections_accepted(), 1U);
  auto const seen = server.requests();
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].target, "/" + std::to_string(i));
}

TEST(Concurrency, IsBoundedPerHost) {
  HttpServer server(slow_reply);
  Client client(with_connections(64, 3));
  for (auto const& response : client.all(requests_to(server, 20))) ASSERT_TRUE(response);
  EXPECT_EQ(server.most_at_once(), 3U);
}

TEST(Concurrency, IsBoundedInAll) {
  HttpServer server(slow_reply);
  Client client(with_connections(2, 64));
  for (auto const& response : client.all(requests_to(server, 20))) ASSERT_TRUE(response);
  EXPECT_EQ(server.most_at_once(), 2U);
}

TEST(Concurrency, LetsOtherHostsPassABusyOne) {
  HttpServer busy([](Seen const&) { return Reply{.delay = 300ms}; });
  HttpServer other({}, "127.0.0.2");
  FetcherSettings settings = with_connections(2, 1);
  ASSERT_TRUE(allow(settings.egress, "127.0.0.0/8"));
  Client client(std::move(settings));
  std::vector<Request> requests = requests_to(busy, 2);
  requests.push_back({.url = other.url("/")});
  for (auto const& response : client.all(std::move(requests))) ASSERT_TRUE(response);
  EXPECT_LT(other.requests().at(0).at, busy.requests().at(1).at);
}

TEST(Concurrency, DoesNotCountWaitingAgainstATimeLimit) {
  HttpServer server([](Seen const&) { return Reply{.delay = 100ms}; });
  Client client;
  std::vector<Request> requests = requests_to(server, 12);
  for (Request& request : requests) request.limits.total = 600ms;
  for (auto const& response : client.all(std::move(requests))) EXPECT_TRUE(response) << response.error().message();
}

TEST(Concurrency, FreesThePlaceOfARequestThatFailed) {
  HttpServer server([](Seen const& seen) { return Reply{.reset = seen.target != "/5"}; });
  Client client;
  auto const responses = client.all(requests_to(server, 6));
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(code_of(responses[i]), FetchError::connect);
  EXPECT_TRUE(responses[5]);
}

TEST(Concurrency, HoldsFiveHundredRequestsAtOnce) {
  HttpServer server([](Seen const& seen) { return Reply{.body = seen.target + std::string(20'000, '.')}; });
  Client client(with_connections(64, 64));
  auto const responses = client.all(requests_to(server, 500));
  for (std::size_t i = 0; i < responses.size(); ++i) {
    ASSERT_TRUE(responses[i]) << responses[i].error().message();
    EXPECT_EQ(responses[i]->body, "/" + std::to_string(i) + std::string(20'000, '.'));
  }
  EXPECT_LE(server.connections_accepted(), 64U);
}

TEST(Connections, AreUsedAgain) {
  HttpServer server;
  Client client;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(client.get(server.url("/")));
  EXPECT_EQ(server.connections_accepted(), 1U);
}

TEST(Connections, AreMadeAnewWhereTheServerClosedThem) {
  HttpServer server([](Seen const&) { return Reply{.close = true}; });
  Client client;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(client.get(server.url("/")));
  EXPECT_EQ(server.connections_accepted(), 3U);
}

/// A request started on its own, and what came of it.
struct Started {
  std::optional<Result<Response>> result;
  asio::cancellation_signal signal;

  Started(Client& client, Request request) {
    asio::co_spawn(client.io(), client.fetcher().fetch(std::move(request)),
                   asio::bind_cancellation_slot(signal.slot(), [this](std::exception_ptr thrown, Result<Response> r) {
                     if (thrown) std::rethrow_exception(thrown);
                     result = std::move(r);
                   }));
  }
};

TEST(Cancellation, EndsARequestUnderWayAtOnce) {
  HttpServer server([](Seen const& seen) { return Reply{.silent = seen.target == "/0"}; });
  Client client;
  Started started(client, {.url = server.url("/0")});
  client.run_until([&] { return !server.requests().empty(); });
  started.signal.emit(asio::cancellation_type::terminal);
  client.run_until([&] { return started.result.has_value(); });
  EXPECT_EQ(code_of(*started.result), FetchError::cancelled);
  EXPECT_TRUE(test::wait_for([&] { return server.connections_open() == 0; }));
  EXPECT_TRUE(client.get(server.url("/1"))) << "the next one has the place";
}

TEST(Cancellation, EndsARequestThatWaitsForItsTurn) {
  HttpServer server([](Seen const&) { return Reply{.silent = true}; });
  Client client;
  Started first(client, {.url = server.url("/0")});
  Started second(client, {.url = server.url("/1")});
  client.run_until([&] { return !server.requests().empty(); });
  second.signal.emit(asio::cancellation_type::terminal);
  client.run_until([&] { return second.result.has_value(); });
  EXPECT_EQ(code_of(*second.result), FetchError::cancelled);
  EXPECT_FALSE(first.result);
  client.fetcher().stop();
  client.run_until([&] { return first.result.has_value(); });
  EXPECT_EQ(server.requests().size(), 1U);
}

asio::awaitable<bool> first_of(Fetcher& fetcher, Request request, asio::steady_timer& timer) {
  using namespace asio::experimental::awaitable_operators;
  auto const first = co_await (fetcher.fetch(std::move(request)) || timer.async_wait(asio::use_awaitable));
  co_return first.index() == 1;
}

TEST(Cancellation, WorksForARaceAgainstATimer) {
  HttpServer server([](Seen const&) { return Reply{.silent = true}; });
  Client client;
  asio::steady_timer timer(client.io(), 50ms);
  std::optional<bool> timer_won;
  Request request{.url = server.url("/")};
  asio::co_spawn(client.io(), first_of(client.fetcher(), std::move(request), timer),
                 [&](std::exception_ptr, bool won) { timer_won = won; });
  client.run_until([&] { return timer_won.has_value(); });
  EXPECT_TRUE(*timer_won);
}

TEST(Stopping, EndsWhatRunsAndWhatWaitsAndRefusesTheRest) {
  HttpServer server([](Seen const&) { return Reply{.silent = true}; });
  Client client;
  Started running(client, {.url = server.url("/0")});
  Started waiting(client, {.url = server.url("/1")});
  client.run_until([&] { return !server.requests().empty(); });
  client.fetcher().stop();
  client.run_until([&] { return running.result && waiting.result; });
  EXPECT_EQ(code_of(*running.result), FetchError::cancelled);
  EXPECT_EQ(code_of(*waiting.result), FetchError::cancelled);
  EXPECT_EQ(code_of(client.get(server.url("/2"))), FetchError::cancelled);
  EXPECT_EQ(server.requests().size(), 1U);
  client.fetcher().stop();
}

TEST(Stopping, AFetcherThatIsDestroyedLeavesNothingBehind) {
  HttpServer server([](Seen const&) { return Reply{.silent = true}; });
  asio::io_context io;
  std::optional<Result<Response>> result;
  {
    Fetcher fetcher(io.get_executor(), Client::loopback());
    Request request{.url = server.url("/")};
    asio::co_spawn(io, fetcher.fetch(std::move(request)),
                   [&](std::exception_ptr, Result<Response> r) { result = std::move(r); });
    while (server.requests().empty()) io.run_one_for(10ms);
  }
  io.run();
  ASSERT_TRUE(result);
  EXPECT_EQ(code_of(*result), FetchError::cancelled);
}

TEST(Stopping, AnEventLoopThatIsDestroyedFirstTakesItsRequestsAlong) {
  HttpServer server([](Seen const&) { return Reply{.silent = true}; });
  Client client;
  std::vector<Request> requests = requests_to(server, 3);
  for (Request& request : requests)
    asio::co_spawn(client.io(), client.fetcher().fetch(std::move(request)), asio::detached);
  client.run_until([&] { return !server.requests().empty(); });
}

}  // namespace
}  // namespace rasid::fetch
