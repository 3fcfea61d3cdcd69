#include <gmock/gmock.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/local/datagram_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "daemon/sinks/syslog/syslog_sink.h"
#include "tests/support/certificate.h"
#include "tests/support/server_process.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/sinks/deliver_once.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using Transport = SyslogSettings::Transport;

constexpr char const* head =
    "<27>1 2020-06-29T09:12:07Z desk.example rasid - alert [rasid@32473 id=\"alr_00000000000000000000000000000000_1\" "
    "alert=\"alr_00000000000000000000000000000000\" watch=\"test\" severity=\"high\" "
    "story=\"sty_00000000000000000000000000000000\" feed=\"test-feed\" url=\"https://news.example/a?b=1&c=%22\"] "
    "\xEF\xBB\xBF[high] A test: ";

alerts::AlertView sample() {
  return alerts::read_payload(alerts::sample_payload()).value();
}

TEST(SyslogMessage, IsOfRfc5424) {
  std::string const message =
      syslog_message(sample(), "alr_00000000000000000000000000000000_1", {.host = "desk.example"});
  EXPECT_THAT(message, AllOf(StartsWith(head), HasSubstr("لقآني في بغداد")));
}

TEST(SyslogMessage, EscapesStructuredDataAndNames) {
  auto alert = sample();
  alert.watch = "a\"b\\c]d\ne";
  std::string const message = syslog_message(alert, "m", {.host = "has space", .app = ""});
  EXPECT_THAT(message, AllOf(HasSubstr("watch=\"a\\\"b\\\\c\\]d e\""), HasSubstr(" hasspace - - alert [")));
}

TEST(SyslogMessage, IsCutToItsSizeBetweenCharacters) {
  auto alert = sample();
  for (int i = 0; i < 500; ++i) alert.sentence += "قآني ";
  for (std::size_t most = 480; most < 520; ++most) {
    std::string const message = syslog_message(alert, "m", {.most_bytes = most});
    EXPECT_LE(message.size(), most);
    EXPECT_THAT(message, EndsWith("…"));
  }
}

SyslogSettings settings_for(Transport transport, std::uint16_t port) {
  SyslogSettings settings{.id = {"desk"}, .transport = transport, .style = {.host = "desk.example"}, .timeout = 5s};
  settings.server = {.host = "127.0.0.1", .port = port, .allow_private = true};
  return settings;
}

TEST(SyslogSink, SendsADatagram) {
  boost::asio::io_context io;
  boost::asio::ip::udp::socket server(io, {boost::asio::ip::address_v4::loopback(), 0});
  fetch::EgressPolicy const egress;
  SyslogSink sink(settings_for(Transport::udp, server.local_endpoint().port()), egress);
  auto const result = deliver_once(io, sink);
  ASSERT_TRUE(delivered(result)) << why(result);
  std::string message(9'000, '\0');
  message.resize(server.receive(boost::asio::buffer(message)));
  EXPECT_THAT(message, StartsWith(head));
}

TEST(SyslogSink, WritesToTheMachinesOwnSocket) {
  test::TempFolder const folder;
  boost::asio::io_context io;
  std::string const path = (folder.path() / "log").string();
  boost::asio::local::datagram_protocol::socket server(io, path);
  fetch::EgressPolicy const egress;
  SyslogSettings settings = settings_for(Transport::unix_socket, 0);
  settings.path = path;
  SyslogSink sink(settings, egress);
  auto const result = deliver_once(io, sink);
  ASSERT_TRUE(delivered(result)) << why(result);
  std::string message(9'000, '\0');
  message.resize(server.receive(boost::asio::buffer(message)));
  EXPECT_THAT(message, StartsWith(head));
  settings.path += "-not-there";
  SyslogSink lost(settings, egress);
  EXPECT_THAT(why(deliver_once(io, lost)), HasSubstr("No such file"));
}

TEST(SyslogSink, CountsOctetsByTcp) {
  using tcp = boost::asio::ip::tcp;
  boost::asio::io_context io;
  tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
  std::string received;
  std::thread server([&] {
    tcp::socket peer = acceptor.accept();
    boost::system::error_code end;
    boost::asio::read(peer, boost::asio::dynamic_buffer(received), end);
  });
  boost::asio::io_context client;
  fetch::EgressPolicy const egress;
  SyslogSink sink(settings_for(Transport::tcp, acceptor.local_endpoint().port()), egress);
  auto const result = deliver_once(client, sink);
  server.join();
  ASSERT_TRUE(delivered(result)) << why(result);
  std::size_t const space = received.find(' ');
  ASSERT_NE(space, std::string::npos);
  EXPECT_EQ(std::stoul(received.substr(0, space)), received.size() - space - 1);
  EXPECT_THAT(received.substr(space + 1), StartsWith(head));
}

TEST(SyslogSink, CountsOctetsByTlsToAServerThatProvesWhoItIs) {
  namespace ssl = boost::asio::ssl;
  using tcp = boost::asio::ip::tcp;
  test::TempFolder const folder;
  auto const [certificate, key] = test::Certificate::make(folder.path());
  boost::asio::io_context io;
  tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
  ssl::context context(ssl::context::tls_server);
  context.use_certificate_file(certificate.string(), ssl::context::pem);
  context.use_private_key_file(key.string(), ssl::context::pem);
  std::vector<std::string> received;
  std::thread server([&] {
    for (int i = 0; i < 2; ++i) {
      ssl::stream<tcp::socket> peer(acceptor.accept(), context);
      boost::system::error_code end;
      peer.handshake(ssl::stream_base::server, end);
      if (!end) boost::asio::read(peer, boost::asio::dynamic_buffer(received.emplace_back()), end);
    }
  });
  boost::asio::io_context client;
  fetch::EgressPolicy const egress;
  SyslogSettings settings = settings_for(Transport::tls, acceptor.local_endpoint().port());
  settings.server.host = "localhost";
  settings.server.tls = true;
  SyslogSink untrusting(settings, egress);
  EXPECT_FALSE(delivered(deliver_once(client, untrusting))) << "nobody the system trusts vouches for it";
  settings.server.ca_file = certificate.string();
  SyslogSink sink(settings, egress);
  boost::asio::io_context again;
  auto const result = deliver_once(again, sink);
  server.join();
  ASSERT_TRUE(delivered(result)) << why(result);
  ASSERT_EQ(received.size(), 1U);
  std::size_t const space = received[0].find(' ');
  ASSERT_NE(space, std::string::npos);
  EXPECT_EQ(std::stoul(received[0].substr(0, space)), received[0].size() - space - 1);
  EXPECT_THAT(received[0].substr(space + 1), StartsWith(head));
}

TEST(SyslogSink, TriesAgainWhereNobodyListens) {
  boost::asio::io_context io;
  fetch::EgressPolicy const egress;
  SyslogSink sink(settings_for(Transport::tcp, test::free_port()), egress);
  auto const result = deliver_once(io, sink);
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<RetryLater>(*result));
}

TEST(SyslogSink, ReachesNoPrivateAddressUnlessAllowed) {
  for (Transport const transport : {Transport::tcp, Transport::udp}) {
    boost::asio::io_context io;
    fetch::EgressPolicy const egress;
    SyslogSettings settings = settings_for(transport, 514);
    settings.server.allow_private = false;
    SyslogSink sink(settings, egress);
    EXPECT_THAT(why(deliver_once(io, sink)), HasSubstr("allow_private"));
  }
}

}  // namespace
}  // namespace rasid::sinks
