#include "tests/support/http_server.h"

#include <gtest/gtest.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using boost::asio::ip::tcp;

/// What the server sends for these bytes until it ends the connection.
std::string exchange(HttpServer const& server, std::string const& bytes) {
  boost::asio::io_context io;
  tcp::socket socket(io);
  socket.connect({boost::asio::ip::address_v4::loopback(), server.port()});
  boost::asio::write(socket, boost::asio::buffer(bytes));
  std::string out;
  boost::system::error_code ended;
  boost::asio::read(socket, boost::asio::dynamic_buffer(out), ended);
  return out;
}

TEST(HttpServer, AnswersWhatItServesAndRemembersWhatItSaw) {
  HttpServer server;
  server.serve_text("/a?b=1", "salaam");
  EXPECT_EQ(exchange(server,
                     "POST /a?b=1 HTTP/1.1\r\nHost: x\r\nX-One: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nsalaam");
  ASSERT_EQ(server.requests("/a?b=1").size(), 1U);
  EXPECT_EQ(server.requests()[0].method, "POST");
  EXPECT_EQ(server.requests()[0].header("x-one"), "1");
  EXPECT_EQ(server.requests()[0].body, "hi");
}

TEST(HttpServer, KeepsAConnectionForTheNextRequest) {
  HttpServer server([](Seen const&) { return Reply{}; });
  exchange(server, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.connections_accepted(), 1U);
  EXPECT_TRUE(wait_for([&] { return server.connections_open() == 0; }));
}

TEST(HttpServer, SendsRawBytesAndTruncatedBodiesAsTold) {
  HttpServer server;
  server.serve("/raw", {.raw = "garbage"});
  server.serve("/short", {.body = "abc", .stated_length = 100});
  EXPECT_EQ(exchange(server, "GET /raw HTTP/1.1\r\n\r\n"), "garbage");
  EXPECT_EQ(exchange(server, "GET /short HTTP/1.1\r\n\r\n"), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
}

TEST(TempFolder, IsGoneWithAllItHeld) {
  std::filesystem::path where;
  {
    TempFolder const folder;
    where = folder.path();
    folder.write("rules.d/x.yaml", "a: 1");
    EXPECT_TRUE(std::filesystem::exists(folder / "rules.d/x.yaml"));
  }
  EXPECT_FALSE(std::filesystem::exists(where));
}

}  // namespace
}  // namespace rasid::test
