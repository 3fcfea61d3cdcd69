#include "daemon/sinks/message_bus/nats_sink.h"

#include <gmock/gmock.h>

#include "daemon/sinks/http/message_data.h"
#include "tests/support/certificate.h"
#include "tests/support/server_process.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/sinks/deliver_once.h"
#include "tests/unit/sinks/message_bus/raw_client.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(NatsProtocol, IsThatOfTheDocumentation) {
  EXPECT_EQ(nats::publish("a.b", "", "m1", "hi", false), "PUB a.b 2\r\nhi\r\n");
  EXPECT_EQ(nats::publish("a.b", "r", "m1", "hi", true),
            "HPUB a.b r 61 63\r\nNATS/1.0\r\nNats-Msg-Id: m1\r\nContent-Type: application/json\r\n\r\nhi\r\n");
  auto const info =
      nats::read_info(R"(INFO {"server_id":"x","headers":true,"tls_required":true,"max_payload":1048576})");
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->headers && info->tls_required && !info->tls_available);
  EXPECT_EQ(info->max_payload, 1'048'576U);
  EXPECT_FALSE(nats::read_info("HELLO"));
  EXPECT_FALSE(nats::read_info("INFO {"));
}

TEST(NatsProtocol, ReadsMessageLinesAndNothingElse) {
  EXPECT_EQ(nats::read_message_line("MSG a 1 5")->bytes, 5U);
  EXPECT_EQ(nats::read_message_line("MSG a 1 reply 5")->bytes, 5U);
  EXPECT_EQ(nats::read_message_line("HMSG a 1 reply 10 15")->header_bytes, 10U);
  for (char const* wrong :
       {"", "MSG", "MSG a 1 x", "MSG a 1 99999999999", "HMSG a 1 15 10", "MSG a b c d e f", "+OK"}) {
    EXPECT_FALSE(nats::read_message_line(wrong)) << wrong;
  }
}

TEST(NatsProtocol, MakesSubjectsOneCanPublishTo) {
  EXPECT_EQ(nats::subject_name("alerts.*.> a..b."), "alerts._.__a._b._");
  EXPECT_EQ(nats::subject_name(""), "_");
}

class NatsServer : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/sbin/nats-server")) GTEST_SKIP() << "needs the package nats-server";
  }
  void start(std::vector<std::string> const& more = {}) {
    std::vector<std::string> arguments{"/usr/sbin/nats-server", "-a", "127.0.0.1", "-p", std::to_string(port)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    server.emplace(std::move(arguments), folder.path() / "log");
    ASSERT_TRUE(server->comes_up_at(port)) << folder.read("log");
  }
  NatsSettings settings() {
    NatsSettings settings{.id = {"desk"}, .timeout = 10s};
    settings.server = {.host = "localhost", .port = port, .allow_private = true};
    auto const sample = message_data(alerts::sample_payload(), "x", {}).value();
    settings.subject = Template::parse("alerts.{{alert.severity}}", Escape::none, sample).value();
    return settings;
  }
  std::optional<DeliveryResult> send(NatsSettings with) {
    boost::asio::io_context io;
    NatsSink sink(std::move(with), egress);
    return deliver_once(io, sink);
  }
  /// Takes a client past its greeting.
  static void greet(test::RawClient& client) {
    EXPECT_THAT(client.line(), StartsWith("INFO "));
    client.say("CONNECT {\"verbose\":false,\"headers\":true}\r\nPING\r\n");
    EXPECT_EQ(client.line(), "PONG");
  }

  test::TempFolder folder;
  std::uint16_t const port = test::free_port();
  std::optional<test::ServerProcess> server;
  fetch::EgressPolicy egress;
};

TEST_F(NatsServer, PassesTheMessageOnWithItsId) {
  start();
  test::RawClient subscriber(port);
  greet(subscriber);
  subscriber.say("SUB alerts.> 1\r\nPING\r\n");
  EXPECT_EQ(subscriber.line(), "PONG");
  auto const result = send(settings());
  ASSERT_TRUE(delivered(result)) << why(result);
  std::string const line = subscriber.line();
  EXPECT_THAT(line, StartsWith("HMSG alerts.high 1 "));
  auto const incoming = nats::read_message_line(line);
  ASSERT_TRUE(incoming);
  std::string const message = subscriber.bytes(incoming->bytes);
  EXPECT_THAT(message.substr(0, incoming->header_bytes),
              HasSubstr("Nats-Msg-Id: alr_00000000000000000000000000000000_1\r\n"));
  EXPECT_EQ(message.substr(incoming->header_bytes), alerts::sample_payload());
}

TEST_F(NatsServer, StoresItOnceInAStream) {
  start({"-js", "-sd", (folder.path() / "stream").string()});
  test::RawClient maker(port);
  greet(maker);
  std::string const stream = R"({"name":"ALERTS","subjects":["alerts.>"]})";
  maker.say("SUB answers 1\r\nPUB $JS.API.STREAM.CREATE.ALERTS answers " + std::to_string(stream.size()) + "\r\n" +
            stream + "\r\n");
  auto const created = nats::read_message_line(maker.line());
  ASSERT_TRUE(created);
  ASSERT_THAT(maker.bytes(created->bytes + 2), Not(HasSubstr("\"error\"")));
  NatsSettings with = settings();
  with.jetstream = true;
  for (int i = 0; i < 2; ++i) {
    auto const result = send(with);
    ASSERT_TRUE(delivered(result)) << why(result);
  }
  maker.say("PUB $JS.API.STREAM.INFO.ALERTS answers 0\r\n\r\n");
  auto const told = nats::read_message_line(maker.line());
  ASSERT_TRUE(told);
  EXPECT_THAT(maker.bytes(told->bytes + 2), HasSubstr("\"messages\":1,"));
}

TEST_F(NatsServer, SaysThatNoStreamTakesIt) {
  start({"-js", "-sd", (folder.path() / "stream").string()});
  NatsSettings with = settings();
  with.jetstream = true;
  EXPECT_THAT(why(send(with)), HasSubstr("no stream takes messages of this subject"));
}

TEST_F(NatsServer, LetsNobodyInWithoutTheToken) {
  start({"--auth", "t0psecret"});
  EXPECT_THAT(why(send(settings())), AllOf(HasSubstr("refused"), HasSubstr("uthorization")));
  NatsSettings with = settings();
  with.token = SecretText("t0psecret");
  EXPECT_TRUE(delivered(send(with)));
}

TEST_F(NatsServer, WithoutTlsGetsNothingWhereTlsIsAskedFor) {
  start();
  NatsSettings with = settings();
  with.server.tls = true;
  EXPECT_THAT(why(send(with)), HasSubstr("no TLS"));
}

TEST_F(NatsServer, IsSpokenToByTlsAndMustProveWhoItIs) {
  auto const [certificate, key] = test::Certificate::make(folder.path());
  start({"--tls", "--tlscert", certificate.string(), "--tlskey", key.string(), "-js", "-sd",
         (folder.path() / "stream").string()});
  NatsSettings with = settings();
  EXPECT_FALSE(delivered(send(with))) << "nobody the system trusts vouches for it";
  with.server.ca_file = certificate.string();
  auto const result = send(with);
  ASSERT_TRUE(delivered(result)) << why(result);
  with.server.tls = true;
  EXPECT_TRUE(delivered(send(with)));
  with.server.host = "127.0.0.1";
  EXPECT_FALSE(delivered(send(with))) << "its certificate is for another name";
}

TEST_F(NatsServer, IsNotReachedInAPrivateNetworkUnlessAllowed) {
  start();
  NatsSettings with = settings();
  with.server.allow_private = false;
  EXPECT_THAT(why(send(with)), HasSubstr("allow_private"));
}

TEST_F(NatsServer, ThatSaysNothingIsLeftInTime) {
  boost::asio::io_context io;
  boost::asio::ip::tcp::acceptor const silent(io, {boost::asio::ip::address_v4::loopback(), port});
  NatsSettings with = settings();
  with.timeout = 200ms;
  EXPECT_THAT(why(send(with)), HasSubstr("no answer within 200ms"));
}

TEST_F(NatsServer, ThatIsNoneIsTriedAgain) {
  EXPECT_FALSE(delivered(send(settings())));
}

}  // namespace
}  // namespace rasid::sinks
