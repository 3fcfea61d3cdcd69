#include "daemon/sinks/mail/mail_sink.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "tests/support/certificate.h"
#include "tests/support/server_process.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/sinks/deliver_once.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Security = MailSettings::Security;

bool has_aiosmtpd() {
  return std::system("/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null") == 0;
}

/// aiosmtpd on loopback, with what it received.
class MailServer : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_aiosmtpd()) GTEST_SKIP() << "needs the package python3-aiosmtpd";
  }

  void start(std::string const& mode, std::string const& user = "", std::string const& password = "") {
    std::vector<std::string> arguments{"/usr/bin/python3", RASID_SOURCE_DIR "/tests/support/smtp_server.py",
                                       std::to_string(port), folder.path().string(), mode};
    if (mode != "plain" || !user.empty()) {
      auto const [certificate, key] = test::Certificate::make(folder.path());
      arguments.insert(arguments.end(), {certificate.string(), key.string(), user, password});
    }
    server.emplace(std::move(arguments), folder.path() / "log");
    ASSERT_TRUE(server->comes_up_at(port));
  }

  MailSettings settings(Security security = Security::none) {
    MailSettings settings{.id = {"desk"}, .security = security, .timeout = 10s};
    settings.server = {.host = "localhost", .port = port, .allow_private = true};
    settings.server.ca_file = (folder.path() / "certificate.pem").string();
    if (security == Security::none) settings.server.ca_file.clear();
    settings.addresses = {.from = "راصد <rasid@alerts.example>",
                          .to = {"Desk <desk@news.example>", "night@news.example"}};
    settings.text.time_zone = "Asia/Baghdad";
    return settings;
  }

  std::optional<DeliveryResult> send(MailSettings with, store::Delivery const& delivery = sample_delivery()) {
    boost::asio::io_context io;
    MailSink sink(std::move(with), io.get_executor(), egress, log);
    return deliver_once(io, sink, delivery);
  }

  boost::json::value mail(int number) const {
    return boost::json::parse(folder.read(std::to_string(number) + ".json"));
  }

  test::TempFolder folder;
  std::uint16_t const port = test::free_port();
  std::optional<test::ServerProcess> server;
  fetch::EgressPolicy egress;
  std::vector<std::string> logged;
  log::Logger log{[this](log::Level, std::string_view line) { logged.emplace_back(line); }};
};

TEST_F(MailServer, GetsAMailThatEveryProgramReads) {
  start("plain");
  auto const result = send(settings());
  ASSERT_TRUE(delivered(result)) << why(result);
  auto const seen = mail(1);
  EXPECT_EQ(seen.at("from"), "rasid@alerts.example");
  EXPECT_EQ(seen.at("to"), boost::json::parse(R"(["desk@news.example","night@news.example"])"));
  EXPECT_EQ(seen.at("type"), "multipart/alternative");
  auto const header = [&](char const* name) { return std::string(seen.at("headers").at(name).as_string()); };
  EXPECT_THAT(header("subject"), AllOf(HasSubstr("[HIGH] A test"), HasSubstr("قآني في بغداد")));
  EXPECT_THAT(header("from"), HasSubstr("راصد"));
  EXPECT_EQ(header("message-id"), "<alr_00000000000000000000000000000000_1@alerts.example>");
  EXPECT_EQ(header("references"), "<sty_00000000000000000000000000000000@alerts.example>");
  EXPECT_EQ(header("in-reply-to"), header("references"));
  EXPECT_EQ(header("date"), "Mon, 29 Jun 2020 09:12:07 +0000");
  EXPECT_EQ(header("auto-submitted"), "auto-generated");
  std::string const text(seen.at("parts").at("text/plain").as_string());
  std::string const html(seen.at("parts").at("text/html").as_string());
  EXPECT_THAT(text, AllOf(HasSubstr("ل[قآني] في [بغداد]"), HasSubstr("11:00 (UTC+03:00, Asia/Baghdad)")));
  EXPECT_THAT(html, AllOf(HasSubstr("<blockquote dir=\"rtl\" lang=\"ar\""), HasSubstr("<bdi>Esmail Qaani</bdi>")));
  EXPECT_LE(seen.at("longest_line").as_int64(), 998) << "RFC 5322 section 2.1.1";
}

TEST_F(MailServer, GetsTheSameBytesAgain) {
  start("plain");
  ASSERT_TRUE(delivered(send(settings())));
  ASSERT_TRUE(delivered(send(settings())));
  EXPECT_EQ(mail(1).at("raw"), mail(2).at("raw")) << "a mail program drops a message whose id it has";
}

TEST_F(MailServer, IsSpokenToByStarttlsWithALogin) {
  start("starttls", "rasid", "t0psecret");
  MailSettings with = settings(Security::starttls);
  with.user = "rasid";
  with.password = SecretText("t0psecret");
  auto const result = send(with);
  ASSERT_TRUE(delivered(result)) << why(result) << folder.read("log");
  EXPECT_EQ(mail(1).at("tls"), true);
  EXPECT_EQ(mail(1).at("user"), "rasid");
}

TEST_F(MailServer, IsSpokenToByTlsFromTheFirstByte) {
  start("tls");
  auto const result = send(settings(Security::tls));
  ASSERT_TRUE(delivered(result)) << why(result) << folder.read("log");
  EXPECT_EQ(mail(1).at("tls"), true);
}

TEST_F(MailServer, RefusesAWrongPasswordWhichIsNotTold) {
  start("starttls", "rasid", "t0psecret");
  MailSettings with = settings(Security::starttls);
  with.user = "rasid";
  with.password = SecretText("wr0ng");
  auto const result = send(with);
  EXPECT_FALSE(delivered(result));
  EXPECT_THAT(why(result), AllOf(HasSubstr("535"), Not(HasSubstr("wr0ng"))));
}

TEST_F(MailServer, IsNotTrustedWithAnotherCertificate) {
  start("starttls");
  MailSettings with = settings(Security::starttls);
  with.server.ca_file.clear();
  EXPECT_FALSE(delivered(send(with)));
}

TEST_F(MailServer, GetsNothingInTheClearWhereTlsIsAskedFor) {
  start("plain");
  MailSettings with = settings(Security::starttls);
  with.server.ca_file.clear();
  EXPECT_FALSE(delivered(send(with)));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "1.json"));
}

TEST_F(MailServer, MayRefuseOneRecipientWithoutTheOthersMissingTheAlert) {
  start("plain");
  MailSettings with = settings();
  with.addresses.to = {"nobody@news.example", "desk@news.example"};
  auto const result = send(with);
  ASSERT_TRUE(delivered(result)) << why(result);
  EXPECT_EQ(mail(1).at("to"), boost::json::parse(R"(["desk@news.example"])"));
  EXPECT_THAT(logged, testing::ElementsAre(HasSubstr("refused=1")));
  with.addresses.to = {"nobody@news.example"};
  EXPECT_THAT(why(send(with)), HasSubstr("there is no such user"));
}

TEST_F(MailServer, IsNotReachedInAPrivateNetworkUnlessAllowed) {
  start("plain");
  MailSettings with = settings();
  with.server.allow_private = false;
  EXPECT_THAT(why(send(with)), HasSubstr("allow_private"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "1.json"));
}

TEST(MailSink, TriesAgainWhereNobodyAnswers) {
  boost::asio::io_context io;
  fetch::EgressPolicy const egress;
  log::Logger const log([](log::Level, std::string_view) {});
  MailSettings settings{.id = {"desk"}, .security = Security::none, .timeout = 2s};
  settings.server = {.host = "127.0.0.1", .port = test::free_port(), .allow_private = true};
  settings.addresses = {.from = "a@x.example", .to = {"b@x.example"}};
  MailSink sink(std::move(settings), io.get_executor(), egress, log);
  auto const result = deliver_once(io, sink);
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<RetryLater>(*result));
}

}  // namespace
}  // namespace rasid::sinks
