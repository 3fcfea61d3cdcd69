#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "daemon/control/client.h"
#include "daemon/control/server.h"
#include "daemon/control/socket_path.h"
#include "tests/support/temp_folder.h"

namespace rasid::control {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using testing::HasSubstr;

/// A server on a thread of its own that answers with what it was asked, refuses "no" and throws at "bug".
class Echo : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server.listen(path));
    thread = std::thread([this] { io.run(); });
  }
  void TearDown() override {
    asio::post(io, [this] { server.stop(); });
    if (thread.joinable()) thread.join();
  }
  static asio::awaitable<Answer> answer(Request request) {
    if (request.command == "no") co_return refuse("not today");
    if (request.command == "bug") throw std::runtime_error("oops");
    co_return json::object{{"command", request.command}, {"arguments", request.arguments}};
  }
  /// Sends these bytes and gives the first line that comes back, or nothing.
  [[nodiscard]] std::string say(std::string const& bytes) const {
    asio::io_context own;
    asio::local::stream_protocol::socket socket(own);
    socket.connect(asio::local::stream_protocol::endpoint(path.string()));
    boost::system::error_code ignored;
    asio::write(socket, asio::buffer(bytes), ignored);
    std::string line;
    asio::read_until(socket, asio::dynamic_buffer(line), '\n', ignored);
    return line;
  }

  test::TempFolder folder;
  std::filesystem::path path = folder / "control.sock";
  asio::io_context io;
  Server server{io.get_executor(), answer};
  std::thread thread;
};

TEST_F(Echo, AnswersWhatItIsAsked) {
  auto const answer = ask({path}, {"feeds.pause", {{"feed", "قآني"}}});
  ASSERT_TRUE(answer && *answer);
  EXPECT_EQ(answer->value().at("command").as_string(), "feeds.pause");
  EXPECT_EQ(answer->value().at("arguments").at("feed").as_string(), "قآني");
}

TEST_F(Echo, HandsRefusalsAndFaultsBackAsErrors) {
  EXPECT_EQ(ask({path}, {"no", {}})->error().doing, "not today");
  EXPECT_THAT(ask({path}, {"bug", {}})->error().doing, HasSubstr("oops"));
  EXPECT_TRUE(ask({path}, {"still there", {}})->has_value());
}

TEST_F(Echo, IsForItsOwnerAndGroupAlone) {
  struct stat about{};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0660U);
}

TEST_F(Echo, RefusesWhatIsNoRequestAndGoesOn) {
  EXPECT_THAT(say("nonsense\n"), HasSubstr("\"ok\":false"));
  EXPECT_THAT(say("[]\n"), HasSubstr("\"ok\":false"));
  EXPECT_THAT(say("{\"command\": 7}\n"), HasSubstr("\"ok\":false"));
  EXPECT_THAT(say("{\"command\": \"a\", \"arguments\": []}\n"), HasSubstr("\"ok\":false"));
  EXPECT_THAT(say(std::string(longest_request + 10, 'x')), HasSubstr("too long"));
  EXPECT_THAT(say(std::string(60'000, '[') + "\n"), HasSubstr("\"ok\":false"));
  EXPECT_TRUE(ask({path}, {"still there", {}})->has_value());
}

TEST_F(Echo, TakesSeveralRequestsOverOneConnection) {
  asio::io_context own;
  asio::local::stream_protocol::socket socket(own);
  socket.connect(asio::local::stream_protocol::endpoint(path.string()));
  asio::write(socket, asio::buffer(std::string("{\"command\":\"a\"}\n{\"command\":\"b\"}\n")));
  std::string lines;
  auto const first = asio::read_until(socket, asio::dynamic_buffer(lines), '\n');
  EXPECT_THAT(lines.substr(0, first), HasSubstr("\"a\""));
  lines.erase(0, first);
  asio::read_until(socket, asio::dynamic_buffer(lines), '\n');
  EXPECT_THAT(lines, HasSubstr("\"b\""));
}

TEST_F(Echo, IsNotDisplacedByASecondOne) {
  asio::io_context other;
  Server second(other.get_executor(), answer);
  auto const listening = second.listen(path);
  ASSERT_FALSE(listening);
  EXPECT_EQ(listening.error().code, std::errc::address_in_use);
  second.stop();
  EXPECT_TRUE(ask({path}, {"still there", {}})->has_value());
}

TEST(ControlServer, ReplacesTheSocketThatAKilledDaemonLeft) {
  test::TempFolder const folder;
  std::filesystem::path const path = folder / "control.sock";
  {
    asio::io_context io;
    asio::local::stream_protocol::acceptor left(io, asio::local::stream_protocol::endpoint(path.string()));
  }
  ASSERT_TRUE(std::filesystem::exists(path));
  asio::io_context io;
  Server server(io.get_executor(), [](Request) -> asio::awaitable<Answer> { co_return json::value{}; });
  EXPECT_TRUE(server.listen(path));
  server.stop();
  EXPECT_FALSE(std::filesystem::exists(path));
  io.run();
}

TEST(ControlServer, SaysWhereAPathIsTooLongForASocket) {
  asio::io_context io;
  Server server(io.get_executor(), [](Request) -> asio::awaitable<Answer> { co_return json::value{}; });
  auto const listening = server.listen("/tmp/" + std::string(200, 'x'));
  ASSERT_FALSE(listening);
  EXPECT_THAT(listening.error().message(), HasSubstr("listening at"));
}

TEST(ControlClient, FindsNobodyWhereNoDaemonRuns) {
  test::TempFolder const folder;
  EXPECT_FALSE(ask({folder / "nothing.sock"}, {"feeds", {}}));
}

TEST(ControlClient, GivesUpOnADaemonThatDoesNotAnswer) {
  test::TempFolder const folder;
  std::filesystem::path const path = folder / "control.sock";
  asio::io_context io;
  asio::local::stream_protocol::acceptor silent(io, asio::local::stream_protocol::endpoint(path.string()));
  auto const answer = ask({path}, {"feeds", {}}, Duration{50});
  ASSERT_TRUE(answer);
  ASSERT_FALSE(*answer);
  EXPECT_THAT(answer->error().message(), HasSubstr("waiting for the daemon's answer"));
}

TEST(SocketPath, IsTheConfiguredOneOrBesideTheStore) {
  ::unsetenv("RUNTIME_DIRECTORY");
  EXPECT_EQ(socket_to_listen("/run/x.sock", "/var/lib/r.db"), "/run/x.sock");
  EXPECT_EQ(socket_to_listen({}, "/var/lib/r.db"), "/var/lib/r.db.sock");
  ::setenv("RUNTIME_DIRECTORY", "/run/here", 1);
  EXPECT_EQ(socket_to_listen({}, "/var/lib/r.db"), "/run/here/control.sock");
  EXPECT_EQ(sockets_to_try({}, "/var/lib/r.db").front(), "/run/here/control.sock");
  ::unsetenv("RUNTIME_DIRECTORY");
}

}  // namespace
}  // namespace rasid::control
