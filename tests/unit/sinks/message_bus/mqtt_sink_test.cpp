#include "daemon/sinks/message_bus/mqtt_sink.h"

#include <gmock/gmock.h>

#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/message_bus/mqtt_packets.h"
#include "tests/support/certificate.h"
#include "tests/support/server_process.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/sinks/deliver_once.h"
#include "tests/unit/sinks/message_bus/raw_client.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::EndsWith;
using testing::HasSubstr;

TEST(MqttPackets, AreThoseOfTheSpecification) {
  EXPECT_EQ(mqtt::connect({.client_id = "a", .user = "u", .password = "p"}),
            "\x10\x13\x00\x04MQTT\x04\xC2\x00\x3C\x00\x01"s
            "a\x00\x01u\x00\x01p"s);
  EXPECT_EQ(mqtt::publish("a/b", "hi", 10, false),
            "\x32\x09\x00\x03"s
            "a/b\x00\x0Ahi"s);
  EXPECT_EQ(mqtt::publish("a", std::string(200, 'x'), 1, true).substr(0, 3), "\x33\xCD\x01");
  EXPECT_EQ(mqtt::disconnect(), "\xE0\x00"s);
}

TEST(MqttPackets, ReadALengthOfAtMostFourBytes) {
  mqtt::RemainingLength length;
  EXPECT_EQ(length.add(0xCD), false);
  EXPECT_EQ(length.add(0x01), true);
  EXPECT_EQ(length.value(), 205U);
  mqtt::RemainingLength endless;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(endless.add(0xFF), false);
  EXPECT_EQ(endless.add(0xFF), std::nullopt);
}

TEST(MqttPackets, MakeTopicsOneCanPublishTo) {
  EXPECT_EQ(mqtt::topic_name("alerts/+/#\n"), "alerts/_/__");
  EXPECT_EQ(mqtt::topic_name(""), "_");
}

class Broker : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/sbin/mosquitto")) GTEST_SKIP() << "needs the package mosquitto";
  }
  void start(std::string const& more = "allow_anonymous true\n") {
    folder.write("mosquitto.conf", "user root\nlistener " + std::to_string(port) + " 127.0.0.1\n" + more);
    server.emplace(std::vector<std::string>{"/usr/sbin/mosquitto", "-c", (folder.path() / "mosquitto.conf").string()},
                   folder.path() / "log");
    ASSERT_TRUE(server->comes_up_at(port)) << folder.read("log");
  }
  MqttSettings settings(std::string topic = "alerts/{{alert.severity}}/{{watch.id}}") {
    MqttSettings settings{.id = {"desk"}, .timeout = 10s};
    settings.broker = {.host = "localhost", .port = port, .allow_private = true};
    auto const sample = message_data(alerts::sample_payload(), "x", {}).value();
    settings.topic = Template::parse(std::move(topic), Escape::none, sample).value();
    return settings;
  }
  std::optional<DeliveryResult> send(MqttSettings with) {
    boost::asio::io_context io;
    MqttSink sink(std::move(with), egress);
    return deliver_once(io, sink);
  }

  test::TempFolder folder;
  std::uint16_t const port = test::free_port();
  std::optional<test::ServerProcess> server;
  fetch::EgressPolicy egress;
};

TEST_F(Broker, AcknowledgesWhatASubscriberThenGets) {
  start();
  test::RawClient subscriber(port);
  subscriber.say(mqtt::connect({.client_id = "reader"}));
  EXPECT_EQ(subscriber.packet(), "\x20\x00\x00"s);
  subscriber.say(
      "\x82\x0D\x00\x01\x00\x08"s
      "alerts/#\x01"s);
  EXPECT_EQ(subscriber.packet(), "\x90\x00\x01\x01"s);
  auto const result = send(settings());
  ASSERT_TRUE(delivered(result)) << why(result);
  std::string const message = subscriber.packet();
  EXPECT_THAT(message, HasSubstr("alerts/high/test"));
  EXPECT_THAT(message, EndsWith(alerts::sample_payload()));
}

TEST_F(Broker, KeepsTheLastForThoseWhoComeLater) {
  start();
  MqttSettings with = settings("last");
  with.retain = true;
  ASSERT_TRUE(delivered(send(with)));
  test::RawClient subscriber(port);
  subscriber.say(mqtt::connect({.client_id = "reader"}));
  subscriber.packet();
  subscriber.say("\x82\x09\x00\x01\x00\x04last\x00"s);
  subscriber.packet();
  EXPECT_THAT(subscriber.packet(), EndsWith(alerts::sample_payload()));
}

TEST_F(Broker, SaysWhyItLetsNobodyIn) {
  start("allow_anonymous false\n");
  EXPECT_THAT(why(send(settings())), HasSubstr("does not let this user in"));
}

TEST_F(Broker, IsSpokenToByTlsAndMustProveWhoItIs) {
  auto const [certificate, key] = test::Certificate::make(folder.path());
  std::uint16_t const plain = test::free_port();
  start("certfile " + certificate.string() + "\nkeyfile " + key.string() + "\nlistener " + std::to_string(plain) +
        " 127.0.0.1\nallow_anonymous true\n");
  ASSERT_TRUE(test::wait_for([&] { return test::is_listening(plain); })) << folder.read("log");
  test::RawClient subscriber(plain);
  subscriber.say(mqtt::connect({.client_id = "reader"}));
  subscriber.packet();
  subscriber.say("\x82\x09\x00\x01\x00\x04last\x00"s);
  subscriber.packet();
  MqttSettings with = settings("last");
  with.broker.tls = true;
  EXPECT_FALSE(delivered(send(with))) << "nobody the system trusts vouches for it";
  with.broker.ca_file = certificate.string();
  auto const result = send(with);
  ASSERT_TRUE(delivered(result)) << why(result);
  EXPECT_THAT(subscriber.packet(), EndsWith(alerts::sample_payload()));
  with.broker.host = "127.0.0.1";
  EXPECT_FALSE(delivered(send(with))) << "its certificate is for another name";
}

TEST_F(Broker, IsNotReachedInAPrivateNetworkUnlessAllowed) {
  start();
  MqttSettings with = settings();
  with.broker.allow_private = false;
  EXPECT_THAT(why(send(with)), HasSubstr("allow_private"));
}

TEST_F(Broker, ThatIsNoneIsTriedAgain) {
  EXPECT_FALSE(delivered(send(settings())));
}

}  // namespace
}  // namespace rasid::sinks
