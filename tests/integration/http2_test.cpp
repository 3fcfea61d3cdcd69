// HTTP/2 and TLS, against a server that is not ours (Node's).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include <fmt/format.h>

#include "tests/integration/child_process.h"
#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

struct Http2 : testing::Test {
  ConfigFolder config;
  std::filesystem::path const node = "/usr/bin/node";
  std::filesystem::path const openssl = "/usr/bin/openssl";
  std::unique_ptr<ChildProcess> server;
  std::string port;

  void SetUp() override {
    if (!std::filesystem::exists(node) || !std::filesystem::exists(openssl)) GTEST_SKIP() << "needs node and openssl";
    ChildProcess make(
        {.arguments = {openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                       "-days", "2", "-subj", "/CN=reader", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                       at("key.pem"), "-out", at("cert.pem")}});
    auto const made = make.wait();
    ASSERT_TRUE(made && made->status == 0);
    config.write("server.out", "");
    server = std::make_unique<ChildProcess>(
        Command{.arguments = {node, std::string(RASID_SOURCE_DIR) + "/tests/integration/h2_server.js", at("key.pem"),
                              at("cert.pem")},
                .output = at("server.out")});
    ASSERT_TRUE(wait_for([&] { return !lines("port ").empty(); }));
    port = lines("port ").front().substr(5);
  }

  [[nodiscard]] std::string at(std::string const& name) const { return (config.path() / name).string(); }
  /// What the server has printed.
  [[nodiscard]] std::vector<std::string> lines(std::string_view begin) const {
    std::istringstream text(content_of(at("server.out")));
    std::vector<std::string> out;
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with(begin)) out.push_back(line);
    }
    return out;
  }
  void configure(std::string_view fetch, std::string_view more = "") const {
    config.write_settings({{"desk", "http://127.0.0.1:1/", ""}});
    config.write("rasid.yaml", content_of(config.path() / "rasid.yaml") + std::string(fetch));
    std::vector<FeedLine> feeds;
    for (int i = 0; i < 8; ++i) {
      feeds.push_back({fmt::format("f{}", i), fmt::format("https://127.0.0.1:{}/{}", port, i), std::string(more)});
    }
    config.write_feeds(feeds);
  }
};

TEST_F(Http2, CarriesManyFeedsOverOneConnection) {
  configure("fetch: {ca_file: cert.pem}\n");
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return lines("request").size() >= 24; })) << daemon.log();
  EXPECT_EQ(lines("session").size(), 1U);
  EXPECT_THAT(lines("request"), testing::Each(testing::StartsWith("request 2.0 ")));
}

TEST_F(Http2, TrustsNoAuthorityItWasNotTold) {
  configure("");
  DaemonProcess daemon(config);
  ASSERT_TRUE(daemon.wait_for_log("problem=tls")) << daemon.log();
  EXPECT_TRUE(lines("request").empty());
}

TEST_F(Http2, ShowsTheCertificateOfAFeedsAccess) {
  configure("", "access: {certificate: cert.pem, key: key.pem, ca_file: cert.pem}");
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !lines("request").empty(); })) << daemon.log();
  EXPECT_THAT(lines("request").front(), testing::EndsWith(" reader"));
}

}  // namespace
}  // namespace rasid::test
