#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "daemon/http_server/server.h"
#include "tests/support/wait.h"

namespace rasid::http_server {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Says what it got; knows no "/nothing".
class Echo final : public Handler {
 public:
  std::optional<Reply> refuse(Head const& head) override {
    return head.target == "/nothing" ? std::optional(Reply{.status = 404, .body = "no"}) : std::nullopt;
  }
  asio::awaitable<Reply> answer(Request request) override {
    if (request.head.target == "/throw") throw std::runtime_error("a bug");
    ++answered;
    co_return Reply{.body = request.head.method + " " + request.head.header("x-name") + " " + request.body};
  }
  std::atomic<int> answered = 0;
};

/// A server in a thread of its own, and clients that write bytes.
class AServer : public testing::Test {
 protected:
  void start(Limits limits = {}) {
    server.emplace(io.get_executor(), handler, limits);
    auto const listening = server->listen({"127.0.0.1", 0});
    ASSERT_TRUE(listening) << listening.error().message();
    port = *listening;
    thread = std::thread([this] { io.run(); });
  }
  void stop() {
    asio::post(io, [this] { server->stop(); });
  }
  ~AServer() override {
    if (!thread.joinable()) return;
    stop();
    thread.join();
  }

  tcp::socket connect() {
    tcp::socket socket(clients);
    socket.connect({asio::ip::address_v4::loopback(), port});
    return socket;
  }
  /// Everything that comes until the server closes the connection.
  static std::string rest(tcp::socket& socket) {
    std::string out;
    boost::system::error_code ignored;
    asio::read(socket, asio::dynamic_buffer(out), ignored);
    return out;
  }
  static void write(tcp::socket& socket, std::string_view bytes) {
    boost::system::error_code ignored;
    asio::write(socket, asio::buffer(bytes), ignored);
  }
  std::string exchange(std::string_view bytes) {
    tcp::socket socket = connect();
    write(socket, bytes);
    return rest(socket);
  }

  asio::io_context io{1}, clients;
  Echo handler;
  std::optional<Server> server;
  std::uint16_t port = 0;
  std::thread thread;
};

TEST_F(AServer, AnswersWithWhatItsHandlerSays) {
  start();
  EXPECT_THAT(
      exchange("POST /x HTTP/1.1\r\nHost: a\r\nX-Name: me\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody"),
      AllOf(StartsWith("HTTP/1.1 200 OK"), HasSubstr("nosniff"), HasSubstr("POST me body")));
}

TEST_F(AServer, TakesSeveralRequestsOnOneConnection) {
  start();
  auto const said = exchange(
      "GET /1 HTTP/1.1\r\nHost: a\r\nX-Name: one\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nX-Name: two\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_THAT(said, AllOf(HasSubstr("GET one"), HasSubstr("GET two")));
}

TEST_F(AServer, TakesChunkedBodies) {
  start();
  EXPECT_THAT(exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                       "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
              HasSubstr(" abcde"));
}

TEST_F(AServer, TellsAClientThatAsksToGoOn) {
  start();
  tcp::socket socket = connect();
  write(socket, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
  std::string head;
  asio::read_until(socket, asio::dynamic_buffer(head), "\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 100 Continue"));
  write(socket, "body");
  EXPECT_THAT(rest(socket), HasSubstr(" body"));
}

TEST_F(AServer, RefusesBeforeItReadsABody) {
  start();
  EXPECT_THAT(exchange("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc"),
              AllOf(StartsWith("HTTP/1.1 404"), HasSubstr("Connection: close")));
  EXPECT_EQ(handler.answered, 0);
}

TEST_F(AServer, RefusesABodyThatIsTooLargeWhetherItSaysSoOrNot) {
  start({.body_bytes = 10});
  EXPECT_THAT(exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n01234567890"),
              StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413"));
  EXPECT_EQ(handler.answered, 0);
}

TEST_F(AServer, RefusesAHeaderThatIsTooLarge) {
  start({.header_bytes = 1'000});
  EXPECT_THAT(exchange("GET /" + std::string(2'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 431"));
}

TEST_F(AServer, SaysWhatIsNoHttp) {
  start();
  EXPECT_THAT(exchange("hello\r\n\r\n"), StartsWith("HTTP/1.1 400"));
}

TEST_F(AServer, GivesUpAClientThatIsTooSlow) {
  start({.head_time = 50ms, .body_time = 50ms});
  tcp::socket head = connect();
  write(head, "GET / HT");
  EXPECT_THAT(rest(head), Not(HasSubstr("200 OK")));
  tcp::socket body = connect();
  write(body, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_THAT(rest(body), Not(HasSubstr("200 OK")));
  EXPECT_EQ(handler.answered, 0);
}

TEST_F(AServer, LetsConnectionsBeyondTheLimitWaitForRoom) {
  start({.head_time = 10s, .connections = 1});
  tcp::socket first = connect();
  write(first, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(test::wait_for([&] { return handler.answered == 1; }));
  tcp::socket second = connect();
  write(second, "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  write(first, "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(test::wait_for([&] { return handler.answered == 2; }));
  EXPECT_EQ(second.available(), 0U) << "it waits";
  first.close();
  EXPECT_THAT(rest(second), StartsWith("HTTP/1.1 200"));
}

TEST_F(AServer, SurvivesAHandlerThatThrows) {
  start();
  EXPECT_THAT(exchange("GET /throw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST_F(AServer, EndsAllConnectionsWhenItIsStopped) {
  start();
  tcp::socket idle = connect();
  write(idle, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(test::wait_for([&] { return handler.answered == 1; }));
  stop();
  thread.join();  // nothing is left to run
  EXPECT_THAT(rest(idle), StartsWith("HTTP/1.1 200"));
}

TEST_F(AServer, SaysWhereItCannotListen) {
  start();
  Server other(clients.get_executor(), handler);
  auto const taken = other.listen({"127.0.0.1", port});
  ASSERT_FALSE(taken);
  EXPECT_THAT(taken.error().message(), HasSubstr("127.0.0.1 port " + std::to_string(port)));
}

}  // namespace
}  // namespace rasid::http_server
