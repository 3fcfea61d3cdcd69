// docs/webhooks.md keeps its word: its payload is what is rendered, and its receivers, run as they stand, take what
// Rasid sends and nothing else.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/sinks/retry_schedule.h"
#include "daemon/sinks/signature.h"
#include "daemon/sinks/webhook_sink.h"
#include "tests/integration/child_process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"
#include "tests/unit/alerts/report.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;

std::string content_of(std::filesystem::path const& file) {
  std::ifstream const in(file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

bool is_installed(std::string const& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// The first block of the page in that language.
std::string block(std::string const& language) {
  std::string const text = content_of(RASID_SOURCE_DIR "/docs/webhooks.md");
  std::string const begin = "\n```" + language + "\n";
  auto const at = text.find(begin);
  if (at == std::string::npos) return {};
  auto const from = at + begin.size();
  return text.substr(from, text.find("\n```\n", from) + 1 - from);
}

std::string documented_payload() {
  alerts::Report report = alerts::arabic_report();
  report.others = {{{"irna"}, "https://irna.example/7", "Qaani in Baghdad"}};
  return report.text();
}

TEST(WebhooksPage, ShowsThePayloadAsItIsRendered) {
  EXPECT_EQ(boost::json::parse(block("json")), boost::json::parse(documented_payload()));
}

TEST(WebhooksPage, ListsThePausesOfTheSchedule) {
  std::string const page = content_of(RASID_SOURCE_DIR "/docs/webhooks.md");
  sinks::RetrySettings const settings;
  for (std::size_t i = 1; i < settings.pauses.size(); ++i) {
    auto const seconds = settings.pauses[i] / 1s;
    std::string const pause = seconds % 3600 == 0 ? std::to_string(seconds / 3600) + " h"
                              : seconds % 60 == 0 ? std::to_string(seconds / 60) + " min"
                                                  : std::to_string(seconds) + " s";
    EXPECT_NE(page.find("\n| " + std::to_string(i + 1) + " | " + pause + " |"), std::string::npos) << pause;
  }
  EXPECT_EQ(settings.then_every, 24h);
  EXPECT_EQ(settings.give_up_after, 5 * 24h);
}

/// Secrets of nobody: 32 times one letter.
constexpr auto first_secret = "whsec_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=";
constexpr auto second_secret = "whsec_YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmI=";
constexpr auto unknown_secret = "whsec_Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M=";

class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(Duration offset) : offset_(offset) {}
  [[nodiscard]] Timestamp now() const override { return SystemClock{}.now() + offset_; }

 private:
  Duration offset_;
};

struct Language {
  char const* name;  // of the block on the page
  char const* program;
};
std::ostream& operator<<(std::ostream& out, Language const& language) {
  return out << language.name;
}

class DocumentedReceiver : public testing::TestWithParam<Language> {
 protected:
  void SetUp() override {
    auto const& [name, program] = GetParam();
    if (!is_installed(program)) GTEST_SKIP() << program << " is not installed";
    auto const file = folder_.write(std::string("receiver.") + name, block(name));
    test::Command command{.arguments = {"/usr/bin/env", program, file.string(), "0"}, .output = folder_ / "out"};
    command.errors = folder_ / "errors";
    // Both secrets of a receiver that is about to change them.
    command.environment = {{"RASID_SECRETS", std::string(first_secret) + " " + second_secret}};
    receiver_.emplace(command);
    ASSERT_TRUE(test::wait_for([&] { return written().ends_with("\n"); })) << content_of(folder_ / "errors");
    std::string const ready = written();
    ASSERT_TRUE(ready.starts_with("listening on ")) << ready;
    url_ = "http://127.0.0.1:" + ready.substr(13, ready.size() - 14) + "/hooks/rasid";
    greeting_ = ready.size();
  }

  /// What the sink makes of the receiver's answer to one real delivery.
  std::string deliver(std::string const& alert, std::vector<char const*> const& secrets, Duration clock_offset = 0s) {
    OffsetClock const clock(clock_offset);
    boost::asio::io_context io;
    fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
    sinks::WebhookSettings settings{.id = {"desk"}, .url = url_, .allow_private_addresses = true};
    for (auto const* secret : secrets) settings.secrets.push_back(sinks::Secret::parse(secret).value());
    auto const sink = sinks::WebhookSink::make(std::move(settings), fetcher, clock, log_).value();
    store::Delivery const delivery{.alert = {alert}, .sink = {"desk"}, .body = documented_payload()};
    std::string outcome;
    auto attempt = [&]() -> boost::asio::awaitable<void> {
      sinks::DeliveryResult const result = co_await sink->deliver(delivery);
      auto const* later = std::get_if<sinks::RetryLater>(&result);
      outcome = std::holds_alternative<sinks::Delivered>(result) ? "delivered" : later != nullptr ? later->why : "dead";
    };
    run(io, fetcher, attempt());
    return outcome;
  }

  /// The status it answers to a message whose parts were chosen by hand.
  int post(std::vector<std::pair<std::string, std::string>> headers, std::string body) {
    boost::asio::io_context io;
    fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
    fetch::Request request{.url = url_, .method = "POST", .headers = std::move(headers), .body = std::move(body)};
    request.allow_private_addresses = true;
    int status = 0;
    auto attempt = [&]() -> boost::asio::awaitable<void> {
      auto const response = co_await fetcher.fetch(std::move(request));
      if (response) status = response->status;
    };
    run(io, fetcher, attempt());
    return status;
  }

  /// The lines it wrote for what it took.
  std::string received() {
    receiver_->kill();
    return written().substr(greeting_);
  }

 private:
  static void run(boost::asio::io_context& io, fetch::Fetcher& fetcher, boost::asio::awaitable<void> work) {
    boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr const& error) {
      EXPECT_FALSE(error);
      fetcher.stop();
    });
    io.run();
  }

  [[nodiscard]] std::string written() const { return content_of(folder_ / "out"); }

  test::TempFolder folder_;
  std::size_t greeting_ = 0;
  std::optional<test::ChildProcess> receiver_;
  std::string url_;
  log::Logger log_{[](log::Level, std::string_view) {}};
};

TEST_P(DocumentedReceiver, TakesEachAlertOnceAndAnswersRepeats) {
  EXPECT_EQ(deliver("alr_one", {first_secret}), "delivered");
  EXPECT_EQ(deliver("alr_one", {first_secret}, -4min), "delivered") << "a repeat with another timestamp";
  EXPECT_EQ(deliver("alr_two", {second_secret}, 4min), "delivered");
  EXPECT_EQ(deliver("alr_three", {unknown_secret, second_secret}), "delivered") << "while a secret is changed";
  std::string const sentence = " qaani-baghdad وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب.\n";
  EXPECT_EQ(received(), "alr_one_1" + sentence + "alr_two_1" + sentence + "alr_three_1" + sentence);
}

TEST_P(DocumentedReceiver, RefusesWhatItsSecretsDidNotSignOrWhatIsOld) {
  EXPECT_TRUE(deliver("alr_one", {unknown_secret}).starts_with("HTTP 401"));
  EXPECT_TRUE(deliver("alr_one", {first_secret}, -6min).starts_with("HTTP 401"));
  EXPECT_TRUE(deliver("alr_one", {first_secret}, 6min).starts_with("HTTP 401"));
  EXPECT_EQ(received(), "");
}

TEST_P(DocumentedReceiver, RefusesWhatWasChangedOnTheWay) {
  auto const secret = sinks::Secret::parse(first_secret).value();
  std::int64_t const now = std::chrono::floor<std::chrono::seconds>(SystemClock{}.now().time_since_epoch()).count();
  std::string const time = std::to_string(now);
  std::string const body = documented_payload();
  std::string const signature = sinks::sign(secret, "alr_one_1", now, body);
  using Headers = std::vector<std::pair<std::string, std::string>>;
  auto const headers = [](std::string id, std::string at, std::string by) {
    return Headers{{"webhook-id", std::move(id)}, {"webhook-timestamp", std::move(at)}, {"webhook-signature", by}};
  };
  EXPECT_EQ(post(headers("alr_one_1", time, signature), body + " "), 401);
  EXPECT_EQ(post(headers("alr_one_2", time, signature), body), 401);
  EXPECT_EQ(post(headers("alr_one_1", std::to_string(now + 1), signature), body), 401);
  EXPECT_EQ(post(headers("alr_one_1", time, signature.substr(3)), body), 401) << "no scheme";
  EXPECT_EQ(post(headers("alr_one_1", time, "v1a," + signature.substr(3)), body), 401) << "another scheme";
  EXPECT_EQ(post(headers("alr_one_1", time, "v1,"), body), 401);
  EXPECT_EQ(post(headers("alr_one_1", "now", signature), body), 401);
  EXPECT_EQ(post(headers("alr_one_1", "+" + time, signature), body), 401);
  EXPECT_EQ(post({{"webhook-id", "alr_one_1"}, {"webhook-timestamp", time}}, body), 401);
  EXPECT_EQ(post({}, body), 401);
  EXPECT_EQ(post(headers("alr_one_1", time, "v1,AAAA " + signature), body), 204) << "unchanged it is taken";
}

/// The key pair of RFC 8032, section 7.1, test 1.
constexpr auto private_key = "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
constexpr auto public_key = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

TEST(WebhooksPage, ShowsHowASignatureWithoutASharedSecretIsVerified) {
  if (!is_installed("node")) GTEST_SKIP() << "node is not installed";
  std::string const body = documented_payload();
  auto const sign = [&](char const* secret) {
    return sinks::sign(sinks::Secret::parse(secret).value(), "alr_one_1", 1'593'422'000, body);
  };
  test::TempFolder const folder;
  folder.write("verify.mjs", block("mjs"));
  folder.write("body", body);
  folder.write(
      "run.mjs",
      "import {readFileSync} from 'node:fs';\nimport {isSignedBy} from './verify.mjs';\n"
      "const [signature, id] = process.argv.slice(2);\n"
      "const headers = {'webhook-id': id, 'webhook-timestamp': '1593422000', 'webhook-signature': signature};\n"
      "process.exit(isSignedBy('" +
          std::string(public_key) + "', headers, readFileSync(new URL('body', import.meta.url))) ? 0 : 3);\n");
  auto const verified = [&](std::string const& signature, char const* id) {
    test::ChildProcess node({.arguments = {"/usr/bin/env", "node", (folder / "run.mjs").string(), signature, id}});
    return node.wait()->status;
  };
  EXPECT_EQ(verified(sign(first_secret) + " " + sign(private_key), "alr_one_1"), 0);
  EXPECT_EQ(verified(sign(private_key), "alr_two_1"), 3);
  EXPECT_EQ(verified(sign(first_secret), "alr_one_1"), 3);
  EXPECT_EQ(verified("v1a,AAAA", "alr_one_1"), 3);
}

INSTANTIATE_TEST_SUITE_P(, DocumentedReceiver,
                         testing::Values(Language{"python", "python3"}, Language{"js", "node"},
                                         Language{"ruby", "ruby"}, Language{"perl", "perl"}),
                         [](auto const& i) { return i.param.name; });

}  // namespace
}  // namespace rasid
