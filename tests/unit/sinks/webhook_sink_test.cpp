#include "daemon/sinks/webhook_sink.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/support/http_server.h"
#include "tests/unit/sinks/expected_signature.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr Timestamp june = std::chrono::sys_days{std::chrono::year{2020} / 6 / 29};

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return june + 999ms; }
};

log::Logger const quiet([](log::Level, std::string_view) {});

WebhookSettings settings_for(std::string url) {
  WebhookSettings settings{.id = {"desk"}, .url = std::move(url), .timeout = 2s, .allow_private_addresses = true};
  settings.secrets.push_back(Secret::parse(secret_text).value());
  return settings;
}

/// One attempt against a real receiver. Optional, since a future's result must have a default.
std::optional<DeliveryResult> deliver(WebhookSettings settings) {
  boost::asio::io_context io;
  FixedClock const clock;
  fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
  auto const sink = WebhookSink::make(std::move(settings), fetcher, clock, quiet).value();
  store::Delivery const delivery{.alert = {"alr_one"}, .revision = 2, .sink = {"desk"}, .body = R"({"text":"قآني"})"};
  std::optional<DeliveryResult> result;
  auto attempt = [&]() -> boost::asio::awaitable<void> { result = co_await sink->deliver(delivery); };
  boost::asio::co_spawn(io, attempt(), [&](std::exception_ptr const& error) {
    EXPECT_FALSE(error);
    fetcher.stop();
  });
  io.run();
  return result;
}

std::string why(DeliveryResult const& result) {
  if (auto const* later = std::get_if<RetryLater>(&result)) return later->why;
  if (auto const* gone = std::get_if<Gone>(&result)) return gone->why;
  return {};
}

enum class Outcome { delivered, retried, dead, gone };  // in the order of DeliveryResult

struct AnswerCase {
  char const* says;
  int status;
  Headers headers;
  Outcome outcome;
  std::optional<Duration> after{};
};
class Answer : public testing::TestWithParam<AnswerCase> {};

TEST_P(Answer, DecidesWhatBecomesOfTheDelivery) {
  auto const& expected = GetParam();
  test::HttpServer receiver(
      [&](test::Seen const&) { return test::Reply{.status = expected.status, .headers = expected.headers}; });
  auto const result = deliver(settings_for(receiver.url("/hook?token=t0psecret")));
  ASSERT_TRUE(result);
  EXPECT_EQ(static_cast<Outcome>(result->index()), expected.outcome) << why(*result);
  EXPECT_EQ(receiver.requests().size(), 1U) << "redirects are not followed";
  if (expected.outcome == Outcome::delivered) return;
  EXPECT_THAT(why(*result), AllOf(HasSubstr("HTTP " + std::to_string(expected.status)), Not(HasSubstr("t0psecret"))));
  if (auto const* later = std::get_if<RetryLater>(&*result)) {
    EXPECT_EQ(later->after, expected.after);
  }
}

// A date is read against the receiver's own Date: its clock need not agree with ours.
Headers const asks_until_a_date{{"Date", "Mon, 29 Jun 2020 08:00:00 GMT"},
                                {"Retry-After", "Mon, 29 Jun 2020 08:02:00 GMT"}};
Headers const asks_two_minutes{{"Retry-After", "120"}};
Headers const elsewhere{{"Location", "/elsewhere"}};

INSTANTIATE_TEST_SUITE_P(
    , Answer,
    testing::Values(
        AnswerCase{"Ok", 200, {}, Outcome::delivered}, AnswerCase{"Created", 201, {}, Outcome::delivered},
        AnswerCase{"Accepted", 202, {}, Outcome::delivered}, AnswerCase{"NoContent", 204, {}, Outcome::delivered},
        AnswerCase{"MovedPermanently", 301, elsewhere, Outcome::retried},
        AnswerCase{"Found", 302, elsewhere, Outcome::retried}, AnswerCase{"SeeOther", 303, elsewhere, Outcome::retried},
        AnswerCase{"NotModified", 304, {}, Outcome::retried},
        AnswerCase{"TemporaryRedirect", 307, elsewhere, Outcome::retried},
        AnswerCase{"PermanentRedirect", 308, elsewhere, Outcome::retried},
        AnswerCase{"RedirectThatAsksForPatience", 302, asks_two_minutes, Outcome::retried},
        AnswerCase{"BadRequest", 400, {}, Outcome::retried}, AnswerCase{"Unauthorized", 401, {}, Outcome::retried},
        AnswerCase{"NotFound", 404, {}, Outcome::retried}, AnswerCase{"Timeout", 408, {}, Outcome::retried},
        AnswerCase{"Gone", 410, {}, Outcome::gone},
        AnswerCase{"GoneThatAsksForPatience", 410, asks_two_minutes, Outcome::gone},
        AnswerCase{"TooLarge", 413, {}, Outcome::retried}, AnswerCase{"TooMany", 429, {}, Outcome::retried},
        AnswerCase{"TooManyForSeconds", 429, asks_two_minutes, Outcome::retried, 120s},
        AnswerCase{"TooManyUntilADate", 429, asks_until_a_date, Outcome::retried, 120s},
        AnswerCase{"TooManyForRubbish", 429, {{"Retry-After", "soon"}}, Outcome::retried},
        AnswerCase{"ServerError", 500, {}, Outcome::retried},
        AnswerCase{"ServerErrorMayNotAsk", 500, asks_two_minutes, Outcome::retried},
        AnswerCase{"BadGateway", 502, {}, Outcome::retried}, AnswerCase{"Unavailable", 503, {}, Outcome::retried},
        AnswerCase{"UnavailableForSeconds", 503, asks_two_minutes, Outcome::retried, 120s},
        AnswerCase{"UnavailableUntilADate", 503, asks_until_a_date, Outcome::retried, 120s},
        AnswerCase{"GatewayTimeout", 504, {}, Outcome::retried}),
    [](auto const& i) { return i.param.says; });

TEST(WebhookSink, SendsWhatTheSpecificationAsksFor) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  WebhookSettings settings = settings_for(receiver.url("/hook?token=1"));
  settings.headers = {{"Authorization", "Bearer abc"}, {"X-Team", "desk"}};
  ASSERT_TRUE(deliver(std::move(settings)));
  test::Seen const seen = receiver.requests().at(0);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/hook?token=1");
  EXPECT_EQ(seen.header("content-type"), "application/json");
  EXPECT_EQ(seen.header("webhook-id"), "alr_one_2");
  EXPECT_EQ(seen.header("webhook-timestamp"), "1593388800") << "whole seconds";
  EXPECT_EQ(seen.header("webhook-signature"), expected_signature(seen));
  EXPECT_EQ(seen.header("user-agent"), "Rasid/test");
  EXPECT_EQ(seen.header("authorization"), "Bearer abc");
  EXPECT_EQ(seen.header("x-team"), "desk");
  EXPECT_EQ(seen.body, R"({"text":"قآني"})");
  EXPECT_FALSE(seen.has("expect")) << "many receivers do not answer 100-continue";
}

struct BrokenCase {
  char const* says;
  test::Reply reply;
};
class BrokenReceiver : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenReceiver, IsTriedAgainAndItsUrlIsNotNamed) {
  test::HttpServer receiver([&](test::Seen const&) { return GetParam().reply; });
  WebhookSettings settings = settings_for(receiver.url("/hook?token=t0psecret"));
  settings.timeout = 300ms;
  auto const result = deliver(std::move(settings));
  ASSERT_TRUE(result);
  ASSERT_TRUE(std::holds_alternative<RetryLater>(*result));
  EXPECT_THAT(why(*result), AllOf(Not(HasSubstr("t0psecret")), Not(HasSubstr("127.0.0.1")), Not(testing::IsEmpty())));
}

INSTANTIATE_TEST_SUITE_P(, BrokenReceiver,
                         testing::Values(BrokenCase{"ThatSaysNothing", {.silent = true}},
                                         BrokenCase{"ThatHangsUp", {.reset = true}},
                                         BrokenCase{"ThatTalksNonsense", {.raw = "SMTP ready\r\n\r\n"}},
                                         BrokenCase{"ThatNeverEnds", {.body = "x", .endless = true}},
                                         BrokenCase{"ThatBreaksOff", {.body = "x", .stated_length = 100}},
                                         BrokenCase{"ThatDrips", {.body = std::string(99, 'x'), .drip = 50ms}}),
                         [](auto const& i) { return i.param.says; });

TEST(WebhookSink, ReachesNoPrivateAddressUnlessAllowed) {
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  WebhookSettings settings = settings_for(receiver.url("/"));
  settings.allow_private_addresses = false;
  auto const result = deliver(std::move(settings));
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<RetryLater>(*result));
  EXPECT_TRUE(receiver.requests().empty());
}

struct RefusalCase {
  char const* says;
  std::function<void(WebhookSettings&)> change;
  std::error_code error;
};
class Refusal : public testing::TestWithParam<RefusalCase> {};

TEST_P(Refusal, NamesTheSinkAndTheReasonButNoSecret) {
  boost::asio::io_context io;
  FixedClock const clock;
  fetch::Fetcher fetcher(io.get_executor(), {.user_agent = "Rasid/test"});
  WebhookSettings settings = settings_for("https://user:t0psecret@receiver.example/hook");
  settings.headers = {{"Authorization", "Bearer t0psecret"}};
  GetParam().change(settings);
  Result<> const checked = check(settings);
  auto const made = WebhookSink::make(std::move(settings), fetcher, clock, quiet);
  if (!GetParam().error) {
    EXPECT_TRUE(checked) << checked.error().message();
    ASSERT_TRUE(made);
    EXPECT_EQ((*made)->id(), SinkId{"desk"});
    return;
  }
  ASSERT_FALSE(made);
  ASSERT_FALSE(checked);
  EXPECT_EQ(made.error().code, GetParam().error);
  EXPECT_EQ(checked.error().code, GetParam().error);
  EXPECT_THAT(made.error().message(), AllOf(HasSubstr("\"desk\""), Not(HasSubstr("t0psecret"))));
}

std::function<void(WebhookSettings&)> url(std::string text) {
  return [text = std::move(text)](WebhookSettings& settings) { settings.url = text; };
}
std::function<void(WebhookSettings&)> header(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](WebhookSettings& settings) {
    settings.headers = {{name, value}};
  };
}
std::function<void(WebhookSettings&)> secrets(std::size_t count) {
  return [count](WebhookSettings& settings) { settings.secrets.assign(count, Secret::parse(secret_text).value()); };
}

INSTANTIATE_TEST_SUITE_P(
    , Refusal,
    testing::Values(RefusalCase{"NothingWrong", [](WebhookSettings&) {}, {}},
                    RefusalCase{"PlainHttpAsOnAnInternalNet", url("http://receiver.example:8080/hook"), {}},
                    RefusalCase{"FourSecrets", secrets(4), {}},
                    RefusalCase{"AHeaderWithATab", header("X-Note", "a\tb"), {}},
                    RefusalCase{"NoUrl", url(""), WebhookError::bad_url},
                    RefusalCase{"AUrlWithoutAScheme", url("receiver.example/hook"), WebhookError::bad_url},
                    RefusalCase{"AUrlWithoutAHost", url("https:///hook"), WebhookError::bad_url},
                    RefusalCase{"AFile", url("file:///etc/passwd"), WebhookError::bad_url},
                    RefusalCase{"AnotherScheme", url("gopher://receiver.example/"), WebhookError::bad_url},
                    RefusalCase{"AUrlWithALineBreak", url("https://receiver.example/\r\nX: y"), WebhookError::bad_url},
                    RefusalCase{"NoSecret", secrets(0), WebhookError::no_secret},
                    RefusalCase{"FiveSecrets", secrets(5), WebhookError::too_many_secrets},
                    RefusalCase{"AHeaderWithoutAName", header("", "x"), WebhookError::bad_header},
                    RefusalCase{"AHeaderNameWithASpace", header("X Y", "x"), WebhookError::bad_header},
                    RefusalCase{"AHeaderNameWithAColon", header("X:", "x"), WebhookError::bad_header},
                    RefusalCase{"AHeaderThatBreaksTheLine", header("X", "a\r\nY: b"), WebhookError::bad_header},
                    RefusalCase{"AHeaderWithNul", header("X", std::string("a\0b", 3)), WebhookError::bad_header},
                    RefusalCase{"TheIdHeader", header("Webhook-Id", "x"), WebhookError::reserved_header},
                    RefusalCase{"TheSignatureHeader", header("WEBHOOK-SIGNATURE", "x"), WebhookError::reserved_header},
                    RefusalCase{"TheLength", header("content-length", "0"), WebhookError::reserved_header},
                    RefusalCase{"TheHost", header("Host", "x"), WebhookError::reserved_header}),
    [](auto const& i) { return i.param.says; });

}  // namespace
}  // namespace rasid::sinks
